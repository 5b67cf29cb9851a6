/** What the page around the widget says of a visit, cut to what the desk takes: agents see it in the brief. */
export interface Visit {
  url?: string;
  title?: string;
  attributes?: Record<string, string | number | boolean>;
}

const MOST_URL = 2000;
const MOST_TITLE = 300;
const MOST_ATTRIBUTES = 30;
const MOST_NAME = 60;
const MOST_VALUE = 300;

export function pageOf(said: { url?: unknown; title?: unknown }): Visit {
  const { url, title } = said;
  return {
    ...(typeof url === "string" && url.length <= MOST_URL ? { url } : {}),
    ...(typeof title === "string" ? { title: title.slice(0, MOST_TITLE) } : {}),
  };
}

export function attributesOf(said: object): Record<string, string | number | boolean> {
  const kept: [string, string | number | boolean][] = [];
  for (const [name, value] of Object.entries(said)) {
    if (!name || name.length > MOST_NAME) continue;
    if (typeof value === "string") kept.push([name, value.slice(0, MOST_VALUE)]);
    else if (typeof value === "boolean" || Number.isSafeInteger(value) || isFraction(value))
      kept.push([name, value as number | boolean]);
  }
  return Object.fromEntries(kept.slice(0, MOST_ATTRIBUTES));
}

function isFraction(value: unknown): boolean {
  return Number.isFinite(value) && !Number.isInteger(value);
}
