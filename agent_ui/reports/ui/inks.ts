/** The colours and letters of a chart, as the page's theme has them just now: a canvas knows no tokens. */

export interface Ink {
  colour: string;
  /** For intervals, and for what lies between two lines. */
  soft: string;
  pale: string;
  /** What stands behind, to part bars. */
  ground: string;
  dash: number[];
}

export interface Inks {
  series: readonly Ink[];
  text: string;
  line: string;
  mark: string;
  font: string;
  labelWidth: number;
  measure: (label: string) => number;
}

export const COLOURS = 8;
const DASHES = [[], [7, 4], [2, 3], [9, 3, 2, 3], [], [7, 4], [2, 3], [9, 3, 2, 3]];

/** Reads them off an element whose classes `s0` to `s7`, `axis`, `grid` and `mark` carry them. */
export function inksOf(root: ParentNode, longest: string): Inks {
  const read = (name: string): CSSStyleDeclaration => {
    const probe = root.querySelector(`.probe.${name}`);
    if (!probe) throw new Error(`The chart has no ${name}.`);
    return getComputedStyle(probe);
  };
  const axis = read("axis");
  const font = `${axis.fontSize} ${axis.fontFamily}`;
  const context = document.createElement("canvas").getContext("2d");
  if (context) context.font = font;
  const measure = (label: string): number => Math.ceil(context?.measureText(label).width ?? 60);
  return {
    series: DASHES.map((dash, index) => {
      const { color, backgroundColor } = read(`s${index}`);
      return {
        colour: color,
        soft: faded(color, 0.65),
        pale: faded(color, 0.14),
        ground: backgroundColor,
        dash,
      };
    }),
    text: axis.color,
    line: read("grid").color,
    mark: read("mark").color,
    font,
    labelWidth: measure(longest) + 16,
    measure,
  };
}

function faded(colour: string, share: number): string {
  const [red, green, blue] = colour.match(/[\d.]+/g) ?? [];
  return `rgb(${red ?? 0} ${green ?? 0} ${blue ?? 0} / ${share})`;
}
