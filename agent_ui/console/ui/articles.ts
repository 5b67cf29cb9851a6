/** An article as it is put into a reply: its passage in plain words, and where the rest can be read. */
import { plainText } from "../../shared/plain-text.js";
import { safeHref } from "../../shared/markdown.js";
import type { ArticleHit } from "../models/article-search.js";

/** The site's own page of the article, else the desk's. */
export function hrefOf({ url, page }: Pick<ArticleHit, "url" | "page">): string | null {
  return (url && safeHref(url)) ?? (page ? safeHref(page) : null);
}

export function insertable(hit: ArticleHit): string {
  const href = hrefOf(hit);
  const words = plainText(hit.passage);
  return href ? `${words}\n${new URL(href, location.href).href}` : words;
}
