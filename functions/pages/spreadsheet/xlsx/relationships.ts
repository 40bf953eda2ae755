import { posix } from 'node:path';
import type { Archive } from './archive.ts';
import { readXml } from './xml.ts';

/** A part that another part names; links to the outside are none. */
export interface Relationship {
  id: string;
  /** Last word of the type's URI: `worksheet`, `sharedStrings`, `styles`, `theme`, `officeDocument`. */
  type: string;
  /** Name of the part inside the archive. */
  part: string;
}

/** What a part refers to inside the archive; `''` stands for the archive itself. */
export async function relationshipsOf(archive: Archive, part: string): Promise<Relationship[]> {
  const { dir, base } = posix.parse(part);
  const name = posix.join(dir, '_rels', `${base}.rels`);
  const found: Relationship[] = [];
  if (!archive.has(name)) return found;
  await readXml(archive, name, {
    open: (element, { Id = '', Type = '', Target = '', TargetMode }) => {
      if (element !== 'Relationship' || TargetMode === 'External') return;
      found.push({ id: Id, type: posix.basename(Type), part: insideArchive(dir, Target) });
    },
  });
  return found;
}

/** Targets are relative to their part's folder, or begin at the archive's root. */
const insideArchive = (folder: string, target: string): string =>
  posix.join('/', target.startsWith('/') ? '' : folder, target.replaceAll('\\', '/')).slice(1);
