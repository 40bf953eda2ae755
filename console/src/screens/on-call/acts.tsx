import { Link } from '@tanstack/react-router';
import { useWords } from '../../messages/language.tsx';
import { Resume } from '../dealer/resume.tsx';
import { DeliverNow } from '../deliveries/deliver-now.tsx';
import type { DocumentState } from '../documents/documents.tsx';

const FILES: Record<string, DocumentState> = {
  ...{ 'file-failed': 'failed', 'file-stuck': 'processing', 'file-rejected': 'rejected' },
  'file-lacks-book': 'review',
};

const PLACES = {
  'feed-held': ['/dealers/$dealerId/feed', 'feed'],
  'questions-wait': ['/dealers/$dealerId/questions', 'questions'],
  'rates-old': ['/dealers/$dealerId/settings', 'settings'],
  'host-refuses': ['/dealers/$dealerId/settings', 'settings'],
  'plan-nearly-used': ['/dealers/$dealerId/settings', 'settings'],
} as const;

const DELIVERED = ['live-url-wrong', 'window-missed', 'feed-late'];

const isOf = <Key extends string>(table: Record<Key, unknown>, code: string): code is Key =>
  Object.hasOwn(table, code);

/** What can be done from here about what a reason's code says: the act itself where it is one, else the screen where it is done. */
export const Acts = ({ dealerId, code }: { dealerId: string; code: string }) => {
  const { onCall } = useWords();
  return (
    <div className="row">
      {code === 'host-refuses' && <Resume dealerId={dealerId} />}
      {DELIVERED.includes(code) && <DeliverNow dealerId={dealerId} />}
      {isOf(FILES, code) && (
        <Link
          to="/dealers/$dealerId/documents"
          params={{ dealerId }}
          search={{ state: FILES[code] as DocumentState }}
          className="button"
        >
          {onCall.to.documents}
        </Link>
      )}
      {isOf(PLACES, code) && (
        <Link to={PLACES[code][0]} params={{ dealerId }} className="button">
          {onCall.to[PLACES[code][1]]}
        </Link>
      )}
    </div>
  );
};
