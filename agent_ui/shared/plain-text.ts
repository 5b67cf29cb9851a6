/** A piece of a Markdown text without its marks, whose other halves may lie outside of it. */
export function unmarked(piece: string): string {
  return piece
    .replace(/^ {0,3}(?:#{1,6} +|> ?)/gm, "")
    .replace(/\*\*|__|`/g, "")
    .replace(/(?<![\w*])[*_](?=\S)|(?<=\S)[*_](?![\w*])/g, "");
}

/** A Markdown text as plain words: for an excerpt, or to put it into a reply. */
export function plainText(markdown: string): string {
  return markdown
    .replace(/!\[[^\]]*\]\([^)\s]*\)/g, "")
    .replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, "$1 ($2)")
    .replace(/^ {0,3}#{1,6} +/gm, "")
    .replace(/^ {0,3}> ?/gm, "")
    .replace(/(\*\*|__)(.+?)\1/g, "$2")
    .replace(/(?<![\w*])[*_](\S[^*_\n]*?)[*_](?![\w*])/g, "$1")
    .replace(/`([^`\n]+)`/g, "$1")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
