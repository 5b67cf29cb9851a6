/** The shop's pictures: drawn here, so that the page asks nobody else for anything. */
import { svg, html, type TemplateResult } from "lit";

function picture(inside: TemplateResult): TemplateResult {
  return html`<svg viewBox="0 0 240 240" aria-hidden="true" focusable="false">${inside}</svg>`;
}

const shadow = (cx: number, cy: number, rx: number): TemplateResult =>
  svg`<ellipse class="shadow" cx=${cx} cy=${cy} rx=${rx} ry="5" />`;

const glow = (cx: number, cy: number, r: number): TemplateResult =>
  svg`<circle cx=${cx} cy=${cy} r=${r} fill="url(#glow)" />`;

/** Gradients, once for the whole page. */
export const gradients = html`<svg class="defs" width="0" height="0" aria-hidden="true">
  <defs>
    <radialGradient id="glow">
      <stop offset="0" class="glow-in" />
      <stop offset="1" class="glow-out" />
    </radialGradient>
    <linearGradient id="beam" x1="0" y1="0" x2="0" y2="1">
      <stop offset="0" class="glow-in" />
      <stop offset="1" class="glow-out" />
    </linearGradient>
    <linearGradient id="oak" x1="0" y1="0" x2="1" y2="0">
      <stop offset="0" class="oak-1" />
      <stop offset="0.5" class="oak-2" />
      <stop offset="1" class="oak-1" />
    </linearGradient>
    <linearGradient id="linen" x1="0" y1="0" x2="0" y2="1">
      <stop offset="0" class="linen-1" />
      <stop offset="1" class="linen-2" />
    </linearGradient>
  </defs>
</svg>`;

export const czapla = picture(svg`
  <path d="M64 134 20 240h200l-44-106Z" fill="url(#beam)" opacity=".55" />
  ${glow(120, 136, 66)}
  <path class="line" d="M120 0v62" />
  <rect class="brass" x="114" y="58" width="12" height="14" rx="3" />
  <path fill="url(#oak)" d="M54 134c0-38 29-64 66-64s66 26 66 64Z" />
  <path class="grain" d="M72 122c4-22 18-38 36-42M168 122c-4-22-18-38-36-42M120 78v44" />
  <ellipse class="bulb" cx="120" cy="135" rx="64" ry="7" />
`);

export const zuraw = picture(svg`
  ${glow(70, 92, 62)}
  ${shadow(160, 220, 46)}
  <path class="pole" d="M160 214V66c0-22-16-36-38-36-24 0-44 12-52 34" />
  <path class="ink" d="M44 98c0-20 10-36 28-36s28 16 28 36Z" />
  <ellipse class="bulb" cx="72" cy="98" rx="27" ry="4" />
  <rect fill="url(#oak)" x="124" y="206" width="72" height="12" rx="6" />
`);

export const sowa = picture(svg`
  ${glow(120, 104, 92)}
  ${shadow(120, 212, 62)}
  <path fill="url(#oak)" d="M84 126h72l10 66c2 12-6 20-18 20H92c-12 0-20-8-18-20Z" />
  <path class="grain" d="M96 140l-6 60M120 140v64M144 140l6 60" />
  <path fill="url(#linen)" d="M52 130c0-48 28-82 68-82s68 34 68 82c0 4-3 6-6 6H58c-3 0-6-2-6-6Z" />
  <circle class="bulb" cx="100" cy="98" r="13" />
  <circle class="bulb" cx="140" cy="98" r="13" />
  <path class="brass" d="M120 106l7 12h-14Z" />
`);

export const sikora = picture(svg`
  ${glow(120, 92, 88)}
  ${shadow(120, 214, 58)}
  <path class="ash-line" d="M118 118 84 210M122 118l34 92M120 118v88" />
  <circle class="brass" cx="120" cy="122" r="6" />
  <path fill="url(#linen)" d="M88 42h64l22 76H66Z" />
  <path class="thread" d="M100 44 88 116M112 44l-4 72M128 44l4 72M140 44l12 72" />
`);

export const dzik = picture(svg`
  ${shadow(120, 186, 96)}
  <path class="oak-dark" d="M44 116h16l-8 70H40ZM180 116h16l4 70h-12Z" />
  <rect fill="url(#oak)" x="20" y="94" width="200" height="26" rx="8" />
  <path class="grain" d="M32 102h70M116 102h88M30 111h120M166 111h42" />
`);

export const board = picture(svg`
  ${shadow(120, 206, 60)}
  <path class="walnut" d="M84 30h72a16 16 0 0 1 16 16v142a16 16 0 0 1-16 16H84a16 16 0 0 1-16-16V46a16 16 0 0 1 16-16Z" />
  <path class="grain light" d="M86 66c10 40-6 84 0 124M104 66c8 46-4 92 2 132M124 66c-8 48 10 86 0 132M146 66c-10 44 8 88 2 126" />
  <circle class="hole" cx="120" cy="50" r="9" />
`);

export const tray = picture(svg`
  ${shadow(120, 172, 92)}
  <ellipse class="oak-dark" cx="120" cy="136" rx="100" ry="40" />
  <ellipse fill="url(#oak)" cx="120" cy="128" rx="100" ry="40" />
  <ellipse class="oak-in" cx="120" cy="128" rx="84" ry="31" />
  <text class="engraving" x="120" y="136" text-anchor="middle">L &amp; O</text>
`);

export const shelf = picture(svg`
  <path class="walnut" d="M22 150h196a4 4 0 0 1 4 4v10a4 4 0 0 1-4 4H22a4 4 0 0 1-4-4v-10a4 4 0 0 1 4-4Z" />
  <path class="walnut" d="M54 168h12v20a8 8 0 0 1-8 8h-4ZM174 168h12v28h-4a8 8 0 0 1-8-8Z" />
  <path class="grain light" d="M28 157h80M122 157h86M40 163h120" />
  <path class="cloth" d="M52 82h16v68H52ZM88 92h14v58H88Z" />
  <path class="clay" d="M70 74h16v76H70Z" />
  <path class="cup" d="M150 120h44c4 18-6 30-22 30s-26-12-22-30Z" />
  <path class="stem" d="M172 120c-2-22-10-34-20-42M172 120c2-26 10-38 20-46" />
  <path class="leaf" d="M152 78c-10-2-14-8-14-16 10 0 14 6 14 16ZM192 74c10-2 14-8 14-18-10 2-14 8-14 18Z" />
`);

/** An evening at the oak table. */
export const hero = html`<svg
  class="scene"
  viewBox="0 0 640 600"
  preserveAspectRatio="xMidYMax slice"
  aria-hidden="true"
  focusable="false"
>
  <rect class="wall" width="640" height="600" />
  <circle cx="330" cy="250" r="330" fill="url(#glow)" />
  <path class="window" d="M64 90h124v210H64Z" />
  <path class="frame" d="M64 90h124v210H64ZM126 90v210M64 195h124" />
  <circle class="moon" cx="158" cy="132" r="15" />
  <path d="M256 250 130 470h400L404 250Z" fill="url(#beam)" opacity=".5" />
  <path class="line" d="M330 0v150" />
  <rect class="brass" x="321" y="144" width="18" height="20" rx="4" />
  <path fill="url(#oak)" d="M232 254c0-56 43-94 98-94s98 38 98 94Z" />
  <path class="grain" d="M258 238c6-34 27-58 54-64M402 238c-6-34-27-58-54-64M330 172v66" />
  <ellipse class="bulb" cx="330" cy="255" rx="96" ry="10" />
  <path class="pole" d="M560 470V250c0-34-22-54-52-54" />
  <path class="ink" d="M462 252c0-30 14-54 42-54s42 24 42 54Z" />
  <ellipse class="bulb" cx="504" cy="252" rx="41" ry="6" />
  <rect fill="url(#oak)" x="528" y="462" width="66" height="12" rx="6" />
  <rect class="floor" y="470" width="640" height="130" />
  <path class="oak-dark" d="M148 452h22l-16 148h-20ZM470 452h22l14 148h-20Z" />
  <rect fill="url(#oak)" x="110" y="424" width="420" height="30" rx="8" />
  <path class="grain" d="M128 434h150M300 434h200M126 445h240M390 445h120" />
  <path class="clay" d="M232 376h84c0 28-18 48-42 48s-42-20-42-48Z" />
  <path class="stem" d="M276 376c-2-34-18-52-34-66M276 376c0-40 10-60 30-78M276 376v-86" />
  <path
    class="leaf"
    d="M242 310c-16-2-24-14-24-26 16 0 24 10 24 26ZM306 298c16-4 22-16 20-30-16 2-22 14-20 30ZM276 290c-10-10-10-24 0-34 10 10 10 24 0 34Z"
  />
  <path class="cup" d="M384 390h44v20a14 14 0 0 1-14 14h-16a14 14 0 0 1-14-14ZM428 396h6a8 8 0 0 1 0 16h-6" />
</svg>`;
