import type { Box } from '#contracts/box.ts';
import { Drawn, type DrawnPage } from '#contracts/drawn.ts';
import { rowAt } from '#pages/spreadsheet/address.ts';
import { readJson } from '#shared/json.ts';
import type { Ports } from '#shared/ports.ts';
import { drawnKey } from '#shared/run.ts';
import type { DocumentRecord } from '#shared/table/records.ts';

/** What of a file can be looked at; null for one that was not drawn. */
export const drawnOf = async (
  dealerId: string,
  sha256: string | null | undefined,
  { artefacts }: Pick<Ports, 'artefacts'>,
): Promise<Drawn | null> => {
  const key = drawnKey(dealerId, sha256 ?? '');
  return sha256 && (await artefacts.head(key)) ? readJson(artefacts, key, Drawn) : null;
};

/** A place in a file, by the file's name and its bytes; null where only the name is known. */
interface Named {
  document: string;
  sha256: string | null;
  page: number;
  box: Box | null;
}

/** What there is to see where something is printed. */
export interface SeenAt {
  /** Null for a file that is not in the records any more. */
  documentId: string | null;
  /** The page as a picture; null for a sheet, and for a page that was not drawn. */
  picture: DrawnPage | null;
  /** Whether the page is a sheet that can be shown as a table. */
  isTable: boolean;
  /** Of the sheet, as its program counts; null where the place is none of a sheet. */
  row: number | null;
}

/** Boxes of one version of a file say nothing about another that came under its name. */
const isMeant =
  ({ document, sha256 }: Named) =>
  (record: DocumentRecord): boolean =>
    record.name === document && (sha256 === null || record.sha256 === sha256);

/** Tells what there is to see at places of a dealer's files: of one whose version is not known, in the newest; each is read once. */
export const placesSeen = async (
  dealerId: string,
  ports: Pick<Ports, 'table' | 'artefacts'>,
): Promise<(place: Named) => Promise<SeenAt>> => {
  const records = (await ports.table.documents.query({ dealerId })).sort((one, other) =>
    other.receivedAt.localeCompare(one.receivedAt),
  );
  const read = new Map<string, Promise<Drawn | null>>();
  const drawn = (sha256: string): Promise<Drawn | null> => {
    const known = read.get(sha256) ?? drawnOf(dealerId, sha256, ports);
    read.set(sha256, known);
    return known;
  };
  return async (place) => {
    const record = records.find(isMeant(place));
    const found = await drawn(place.sha256 ?? record?.sha256 ?? '');
    const isTable = found?.sheets.some(({ page }) => page === place.page) ?? false;
    return {
      documentId: record?.documentId ?? null,
      picture: found?.pages.find(({ page }) => page === place.page) ?? null,
      isTable,
      row: isTable && place.box ? rowAt(place.box) : null,
    };
  };
};
