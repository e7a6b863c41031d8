// SPDX-License-Identifier: Apache-2.0

/** Media type of pages. */
export const HTML = "text/html; charset=utf-8";

/** Style of the pages, small enough to stand in each; the content security policy allows it by its hash. */
export const PAGE_STYLE =
  "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#0b0c0c;background:#fff}" +
  "code{background:#f3f2f1;padding:0 .2em}a{color:#1d70b8}td,th{text-align:left;padding:.2rem .8rem .2rem 0;vertical-align:top}" +
  "button{font:inherit;min-height:44px;padding:0 1rem;margin:.2rem 0;color:#0b0c0c;background:#f3f2f1;border:2px solid #505a5f;cursor:pointer}" +
  ".notice{border-left:10px solid #b58105;padding:.5rem 1rem;background:#fff7e6}";

/** A whole page. The body is markup already; the title is text. */
export function page(title: string, body: string): string {
  return (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">' +
    `<title>${escaped(title)}</title><style>${PAGE_STYLE}</style></head><body>${body}</body></html>`
  );
}

/** A text as it stands in markup, in quotation marks too. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
