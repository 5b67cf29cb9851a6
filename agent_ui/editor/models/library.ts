/** The articles this page knows, filtered, and which translations they lack. */
import { LANGS } from "../../shared/i18n.js";
import type { Lang } from "../../shared/wire.js";
import type { Article, Status } from "./article.js";

export interface Filter {
  q: string;
  lang: string | null;
  status: Status | null;
  tag: string | null;
  /** Only those that lack a translation. */
  missing: boolean;
}

export const NO_FILTER: Filter = { q: "", lang: null, status: null, tag: null, missing: false };

export class Library {
  private readonly byId = new Map<string, Article>();
  /** Is every article of the desk here? Only then can a translation be called missing. */
  complete = false;

  get size(): number {
    return this.byId.size;
  }

  get(id: string): Article | undefined {
    return this.byId.get(id);
  }

  put(articles: readonly Article[]): void {
    for (const article of articles) this.byId.set(article.id, article);
  }

  remove(id: string): void {
    this.byId.delete(id);
  }

  /** Latest change first. */
  find(filter: Filter): Article[] {
    const words = folded(filter.q).split(/\s+/).filter(Boolean);
    return [...this.byId.values()]
      .filter((article) => fits(article, filter, words))
      .filter((article) => !filter.missing || this.missing(article).length > 0)
      .sort((a, b) => (a.updated_at < b.updated_at ? 1 : a.updated_at > b.updated_at ? -1 : order(a, b)));
  }

  /** The other members of an article's group, by language. */
  translations(groupId: string | null): ReadonlyMap<string, Article> {
    const found = new Map<string, Article>();
    if (!groupId) return found;
    for (const article of this.byId.values()) {
      if (article.group_id !== groupId || article.status === "archived") continue;
      found.set(article.lang, article);
    }
    return found;
  }

  /** The languages of the house in which a living article has no translation. */
  missing(article: Article): Lang[] {
    if (!this.complete || article.status === "archived") return [];
    const there = this.translations(article.group_id);
    return LANGS.filter((lang) => lang !== article.lang && !there.has(lang));
  }

  tags(): string[] {
    const all = new Set([...this.byId.values()].flatMap(({ tags }) => tags));
    return [...all].sort((a, b) => a.localeCompare(b));
  }

  counts(): Record<Status, number> {
    const counts: Record<Status, number> = { draft: 0, published: 0, archived: 0 };
    for (const { status } of this.byId.values()) counts[status] += 1;
    return counts;
  }

  /** Articles in another language whose group lacks `lang`: what an article may be linked to. */
  linkable(lang: string, except: string | null): Article[] {
    return [...this.byId.values()]
      .filter((article) => article.id !== except && article.lang !== lang && article.status !== "archived")
      .filter((article) => {
        const there = this.translations(article.group_id).get(lang);
        return !there || there.id === except;
      })
      .sort((a, b) => a.lang.localeCompare(b.lang) || a.title.localeCompare(b.title));
  }
}

function fits(article: Article, { lang, status, tag }: Filter, words: readonly string[]): boolean {
  if (lang && article.lang !== lang) return false;
  if (status && article.status !== status) return false;
  if (tag && !article.tags.includes(tag)) return false;
  if (words.length === 0) return true;
  const text = folded([article.title, article.slug, ...article.tags, ...article.phrasings].join(" "));
  return words.every((word) => text.includes(word));
}

/** Case, Arabic and Persian forms of one letter, and the invisible joiner must not stand between a search and a find. */
export function folded(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll("ي", "ی")
    .replaceAll("ك", "ک")
    .replaceAll("\u200c", " ");
}

function order(a: Article, b: Article): number {
  return a.id < b.id ? -1 : 1;
}
