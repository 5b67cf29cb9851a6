/** An article as the desk keeps it, and as a form holds it while somebody writes. */
export type Status = "draft" | "published" | "archived";
export const STATUSES: readonly Status[] = ["draft", "published", "archived"];

export interface Article {
  id: string;
  doc_id: string;
  slug: string;
  title: string;
  body: string;
  lang: string;
  tags: string[];
  status: Status;
  group_id: string;
  phrasings: string[];
  url: string | null;
  /** Where everybody can read it once it is published. */
  page?: string;
  revision: number;
  created_at: string;
  updated_at: string;
  published_at: string | null;
  /** When somebody last saw that what it says is right. */
  checked_at: string;
  /** How many readers of the widget said that it helped, and that it did not. */
  helpful?: number;
  unhelpful?: number;
}

/** What can be written in the form. */
export interface Fields {
  title: string;
  lang: string;
  slug: string;
  tags: string[];
  phrasings: string[];
  body: string;
  group_id: string | null;
}

export function fieldsOf(article: Article): Fields {
  const { title, lang, slug, tags, phrasings, body, group_id } = article;
  return { title, lang, slug, tags: [...tags], phrasings: [...phrasings], body, group_id };
}

export function emptyFields(lang: string, like?: Article): Fields {
  return {
    title: "",
    lang,
    slug: "",
    tags: like ? [...like.tags] : [],
    phrasings: [],
    body: "",
    group_id: like?.group_id ?? null,
  };
}

/** One phrasing a line; blank lines and repeats go. */
export function linesOf(text: string): string[] {
  return unique(text.split("\n"));
}

export function tagsOf(text: string): string[] {
  return unique(text.split(/[,،;\n]/));
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts.map((text) => text.trim()).filter(Boolean))];
}

/** Equal in what is stored. */
export function sameFields(a: Fields, b: Fields): boolean {
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

function plain({ title, lang, slug, tags, phrasings, body, group_id }: Fields): unknown {
  return [title.trim(), lang, slug.trim(), tags, phrasings, body, group_id];
}

export const MAX_TITLE = 300;
const SLUG = /^[^\W_]+(-[^\W_]+)*$/u;

export type Fault = "title.empty" | "title.long" | "body.empty" | "slug.shape";

/** What keeps the fields from being saved. */
export function faultsOf({ title, body, slug }: Fields): Fault[] {
  const faults: Fault[] = [];
  if (!title.trim()) faults.push("title.empty");
  if (title.trim().length > MAX_TITLE) faults.push("title.long");
  if (!body.trim()) faults.push("body.empty");
  const unicode = slug.trim().replace(/[\p{L}\p{N}]/gu, "a");
  if (unicode && !SLUG.test(unicode)) faults.push("slug.shape");
  return faults;
}
