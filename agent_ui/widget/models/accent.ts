/** The site's own colour in the widget: the tokens that follow from it, readable in light and dark. */
const INK = "#10201e";

export function accentTokens(hex: string): [string, string][] {
  if (!/^#[0-9a-f]{6}$/i.test(hex)) return [];
  const on = contrast(hex, "#ffffff") >= 4.5 ? "#ffffff" : INK;
  return [
    ["--accent", `light-dark(${hex}, oklch(from ${hex} 0.76 c h))`],
    ["--accent-hover", "color-mix(in oklab, var(--accent) 86%, var(--text))"],
    ["--accent-soft", `color-mix(in oklab, ${hex} 14%, var(--surface))`],
    ["--accent-text", `light-dark(oklch(from ${hex} min(l, 0.45) c h), oklch(from ${hex} 0.82 c h))`],
    ["--on-accent", `light-dark(${on}, ${INK})`],
    ["--focus", "var(--accent-text)"],
  ];
}

/** The contrast ratio of two colours as WCAG 2 defines it. */
export function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
