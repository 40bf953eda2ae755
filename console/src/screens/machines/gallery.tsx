import { useState } from 'react';
import { useWords } from '../../messages/language.tsx';
import { useMay } from '../../shell/may.ts';
import { type Ad, FieldButton } from './ad.tsx';
import { OwnPictures } from './own-pictures.tsx';

type Picture = Ad['pictures'][number];

/** A picture; where it cannot be drawn here, as on a host that the page's policy does not let in, its address. */
const Drawn = ({ picture: { address, url }, number }: { picture: Picture; number: number }) => {
  const { machines } = useWords();
  const [isBroken, setIsBroken] = useState(false);
  if (isBroken)
    return (
      <a className="picture-address" href={address} rel="noreferrer">
        {machines.picture(number)}: {address}
      </a>
    );
  return (
    <img
      src={url ?? address}
      alt={machines.picture(number)}
      referrerPolicy="no-referrer"
      onError={() => setIsBroken(true)}
    />
  );
};

interface Pictures {
  dealerId: string;
  modelCode: string;
  pictures: readonly Picture[];
}

/** The ad's pictures, the first one large, as buyers see them; and a way to more. */
export const Gallery = ({ dealerId, modelCode, pictures }: Pictures) => {
  const { machines } = useWords();
  const may = useMay();
  const [shown, show] = useState(0);
  const picture = pictures[shown] ?? pictures[0];
  return (
    <div className="gallery">
      <div className="picture">
        {picture ? (
          <Drawn key={picture.address} picture={picture} number={pictures.indexOf(picture) + 1} />
        ) : (
          <p className="quiet">{machines.noPictures}</p>
        )}
      </div>
      <div className="row apart">
        <div className="row">
          {pictures.length > 0 && <FieldButton tag="Images">{machines.pictures}</FieldButton>}
          {pictures.length > 1 &&
            pictures.map(({ address }, at) => (
              <button
                key={address}
                type="button"
                className="button"
                aria-pressed={at === shown}
                aria-label={machines.picture(at + 1)}
                onClick={() => show(at)}
              >
                {at + 1}
              </button>
            ))}
        </div>
        {may('offers.withdraw', dealerId) && <OwnPictures dealerId={dealerId} modelCode={modelCode} />}
      </div>
    </div>
  );
};
