import { packed, type RawObject, rawPdf, stream, value } from '../../integration/bad-files/raw-pdf.ts';

/** What a page's contents name, by kind. */
type Kind = 'XObject' | 'ExtGState' | 'ColorSpace' | 'Pattern' | 'Shading' | 'Properties';

/** Points from the lower left corner, as PDF counts. */
export type Rect = readonly [x0: number, y0: number, x1: number, y1: number];

export interface PageLook {
  width: number;
  height: number;
  /** Clockwise degrees. */
  rotate: number;
  userUnit: number;
  /** Where the page's lower left corner lies. */
  origin: readonly [x: number, y: number];
}

const FIRST_FREE = 6;

/** Collects what one page draws, and writes it as a PDF by hand: libraries that draw cannot draw half of this. */
export class PageWriter {
  readonly objects: RawObject[] = [];
  readonly #named: Record<Kind, string[]> = {
    XObject: [],
    ExtGState: [],
    ColorSpace: [],
    Pattern: [],
    Shading: [],
    Properties: [],
  };
  readonly #layers: { number: number; on: boolean }[] = [];
  readonly #annotations: number[] = [];
  readonly look: PageLook;

  constructor(look: PageLook) {
    this.look = look;
  }

  /** Adds an object; gives its number. */
  add(object: RawObject): number {
    this.objects.push(object);
    return FIRST_FREE - 1 + this.objects.length;
  }

  /** Names a value for the contents; gives the name. */
  name(kind: Kind, what: string): string {
    const name = `${kind[0]}${this.#named[kind].length}`;
    this.#named[kind].push(`/${name} ${what}`);
    return `/${name}`;
  }

  state(entries: string): string {
    return `${this.name('ExtGState', `<<${entries}>>`)} gs`;
  }

  form(content: string, box: Rect, entries = ''): string {
    const resources = '/Resources 5 0 R';
    const form = stream(content, `/Type/XObject/Subtype/Form/BBox[${box.join(' ')}]${resources}${entries}`);
    return `${this.name('XObject', `${this.add(form)} 0 R`)} Do\n`;
  }

  /** One pixel of a colour, as large as the box. */
  image([x0, y0, x1, y1]: Rect, [red, green, blue]: readonly number[], entries = ''): string {
    const pixel = Buffer.from([red ?? 0, green ?? 0, blue ?? 0]);
    const look = '/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceRGB/BitsPerComponent 8';
    const name = this.name('XObject', `${this.add(packed(pixel, `${look}${entries}`))} 0 R`);
    return `q ${x1 - x0} 0 0 ${y1 - y0} ${x0} ${y0} cm ${name} Do Q\n`;
  }

  layer(on: boolean): number {
    const number = this.add(value('<</Type/OCG/Name(layer)>>'));
    this.#layers.push({ number, on });
    return number;
  }

  /** `appearance` is drawn in the box as it stands; without one a viewer draws what the kind says. */
  annotation(kind: string, [x0, y0, x1, y1]: Rect, entries = '', appearance?: string): void {
    const [x, y] = this.look.origin;
    const corners = [x0 + x, y0 + y, x1 + x, y1 + y];
    const look = '/Type/XObject/Subtype/Form/Resources 5 0 R';
    const drawn = appearance && this.add(stream(appearance, `${look}/BBox[${x0} ${y0} ${x1} ${y1}]`));
    const points = [x0, y1, x1, y1, x0, y0, x1, y0].map((at, index) => at + (index % 2 === 0 ? x : y));
    this.#annotations.push(
      this.add(
        value(
          `<</Type/Annot/Subtype/${kind}/Rect[${corners.join(' ')}]/QuadPoints[${points.join(' ')}]/C[1 0.9 0]${entries}${drawn ? `/AP<</N ${drawn} 0 R>>` : ''}>>`,
        ),
      ),
    );
  }

  pdf(content: string): Uint8Array {
    const {
      width,
      height,
      rotate,
      userUnit,
      origin: [x, y],
    } = this.look;
    const kinds = Object.entries(this.#named).map(([kind, names]) => `/${kind}<<${names.join('')}>>`);
    const layers = this.#layers.map(({ number }) => `${number} 0 R`).join(' ');
    const off = this.#layers.filter(({ on }) => !on).map(({ number }) => `${number} 0 R`);
    const optional = `/OCProperties<</OCGs[${layers}]/D<</Order[]/OFF[${off.join(' ')}]>>>>`;
    const notes = this.#annotations.map((number) => `${number} 0 R`).join(' ');
    const unit = userUnit === 1 ? '' : `/UserUnit ${userUnit}`;
    const box = [x, y, x + width, y + height].join(' ');
    return rawPdf([
      value(`<</Type/Catalog/Pages 2 0 R${this.#layers.length > 0 ? optional : ''}>>`),
      value('<</Type/Pages/Kids[3 0 R]/Count 1>>'),
      value(
        `<</Type/Page/Parent 2 0 R/MediaBox[${box}]/Rotate ${rotate}${unit}/Contents 4 0 R/Resources 5 0 R/Annots[${notes}]>>`,
      ),
      packed(`1 0 0 1 ${x} ${y} cm\n${content}`),
      value(
        `<</Font<</F <</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>/B <</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>>>${kinds.join('')}>>`,
      ),
      ...this.objects,
    ]);
  }
}

/** A literal string of PDF in WinAnsi; of what is not Latin-1 only the euro is known. */
export const literal = (text: string): string =>
  `(${text.replace(/[\\()]/g, '\\$&').replaceAll('€', '\\200')})`;

export const rectangle = ([x0, y0, x1, y1]: Rect): string => `${x0} ${y0} ${x1 - x0} ${y1 - y0} re`;
export const filled = (box: Rect, color: readonly number[]): string =>
  `q ${color.map((channel) => channel / 255).join(' ')} rg ${rectangle(box)} f Q\n`;
