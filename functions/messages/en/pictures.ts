interface OfFile {
  readonly [name: string]: string;
  file: string;
}
interface OfSize {
  readonly [name: string]: string | number;
  file: string;
  widthPx: number;
  heightPx: number;
}

/** Why a file is not kept as a picture of the dealer's own, or one that is kept not taken away. */
export const PICTURES = {
  'picture-other': {
    why: ({ file, kind }: { file: string; kind: string }) =>
      `${file} is ${kind}, whatever its name says: Avito takes JPEG and PNG alone.`,
    whatToDo: 'Save it as a JPEG, and put that.',
  },
  'picture-broken': {
    why: ({ file }: OfFile) => `${file} is cut off or damaged: there is no whole picture in it.`,
    whatToDo: 'Put it once more from the camera or the phone, or save it anew as a JPEG.',
  },
  'picture-heavy': {
    why: ({ file, most }: { file: string; most: number }) =>
      `${file} is larger than the ${most} MB that Avito takes of a picture.`,
    whatToDo: 'Save it smaller, and put that.',
  },
  'picture-small': {
    why: ({ file, widthPx, heightPx }: OfSize) =>
      `${file} has ${widthPx} × ${heightPx} pixels: too few to show a machine.`,
    whatToDo: 'Put the photograph itself and not its preview: each side has 300 pixels or more.',
  },
  'picture-vast': {
    why: ({ file, widthPx, heightPx }: OfSize) =>
      `${file} has ${widthPx} × ${heightPx} pixels: more than a marketplace opens.`,
    whatToDo: 'Save it smaller, and put that.',
  },
  'picture-not-come': {
    why: ({ file }: OfFile) => `${file} has not come, or was left for more than a day.`,
    whatToDo: 'Put it once more.',
  },
  'pictures-full': {
    why: ({ most }: { most: number }) => `A dealer keeps ${most.toLocaleString('en')} pictures at most.`,
    whatToDo: 'Take away those that nothing shows: npx feedwright pictures list names them.',
  },
  'picture-unknown': {
    why: ({ name }: { name: string }) => `The dealer has put no picture called ${name}.`,
    whatToDo: 'npx feedwright pictures list names those that there are.',
  },
  'picture-shown': {
    why: ({ namedBy }: { namedBy: readonly string[] }) => `The picture is shown: ${namedBy.join(', ')}.`,
    whatToDo: 'Take it out there first.',
  },
};
