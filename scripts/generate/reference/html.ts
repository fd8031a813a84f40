import { dirname, join } from "node:path/posix";
import { Marked } from "marked";
import { type PageGroup, titleOf } from "./index-page.ts";
import { anchor } from "./markdown.ts";
import type { Page } from "./places.ts";

/** Where the gateway serves the reference's pages, and what else is in the generated folder. */
const ADDRESS = "/docs";
const ICON = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="M2 4L14 8L2 12" fill="none" stroke="#888" stroke-width="1.5"/></svg>')}`;

/** A page as HTML, as the gateway serves it. @param folder where the Markdown is */
export function toHtml(page: Page, groups: readonly PageGroup[], folder: string): string {
  return `<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(titleIn(page, groups))}</title>
<link rel="icon" href="${ICON}">
<link rel="stylesheet" href="${ADDRESS}/reference/style.css">
</head>
<body>
<header><a href="${ADDRESS}">Diminuendo</a> <a href="${ADDRESS}/rest">Try REST</a> <a href="#pages">All pages</a></header>
<main>
${contents(page)}${rendered(page, folder)}</main>
<nav id="pages" aria-label="All pages" tabindex="-1">
${groups.map((group) => navigation(group, page)).join("\n")}
</nav>
</body>
</html>`;
}

function titleIn(page: Page, groups: readonly PageGroup[]): string {
  const group = groups.find(({ pages }) => pages.includes(page));
  return [page.title, group === undefined ? "" : titleOf(group.protocol), "Diminuendo"].filter((part) => part !== "").join(" · ");
}

function navigation({ protocol, pages }: PageGroup, current: Page): string {
  const items = pages.map(
    (page) => `<li><a href="${addressOf(page.path)}"${page === current ? ' aria-current="page"' : ""}>${escaped(page.title)}</a></li>`,
  );
  return `<h2>${titleOf(protocol)}</h2>\n<ul>\n${items.join("\n")}\n</ul>`;
}

/** The sections of a page, for those that have many. */
function contents({ markdown }: Page): string {
  const headings = [...withoutBlocks(markdown).matchAll(/^(##{1,2}) (.+)$/gm)];
  if (headings.length < 4) return "";
  const items = headings.map(([, level = "", text = ""]) => {
    const plain = text.replaceAll("`", "");
    return `<li class="level-${level.length}"><a href="#${anchor(plain)}">${escaped(plain)}</a></li>`;
  });
  return `<details class="contents"><summary>On this page</summary>\n<ul>\n${items.join("\n")}\n</ul>\n</details>\n`;
}

function withoutBlocks(markdown: string): string {
  return markdown.replaceAll(/^```[\s\S]*?^```$/gm, "");
}

function rendered(page: Page, folder: string): string {
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text }) {
        const id = anchor(text.replaceAll("`", ""));
        const inner = this.parser.parseInline(tokens);
        return depth === 1 ? `<h1>${inner}</h1>\n` : `<h${depth} id="${id}"><a href="#${id}">${inner}</a></h${depth}>\n`;
      },
      link({ href, tokens }) {
        return `<a href="${resolved(href, page, folder)}">${this.parser.parseInline(tokens)}</a>`;
      },
      // What may be wider than the window is scrolled by itself, by keyboard, too.
      code({ text, lang }) {
        return `<pre tabindex="0" role="region" aria-label="Example in ${lang}"><code>${escaped(text)}</code></pre>\n`;
      },
      table({ header, rows }) {
        const cells = (tag: string, row: typeof header) =>
          row.map(({ tokens }) => `<${tag}>${this.parser.parseInline(tokens)}</${tag}>`).join("");
        const body = rows.map((row) => `<tr>${cells("td", row)}</tr>`).join("\n");
        return `<div class="table" tabindex="0" role="region" aria-label="Table"><table>\n<thead><tr>${cells("th", header)}</tr></thead>\n<tbody>\n${body}\n</tbody></table></div>\n`;
      },
    },
  });
  return marked.parse(page.markdown, { async: false });
}

/** Where a link of the Markdown leads to on the gateway. */
function resolved(href: string, page: Page, folder: string): string {
  const [target = "", fragment] = href.split("#");
  const suffix = fragment === undefined ? "" : `#${fragment}`;
  const path = join(dirname(`${folder}/${page.path}`), target);
  if (!path.startsWith(`${folder}/`)) return `${ADDRESS}/${path.slice("generated/".length)}${suffix}`;
  return `${addressOf(path.slice(folder.length + 1).replace(/\.md$/, ""))}${suffix}`;
}

function addressOf(path: string): string {
  return path === "index" ? ADDRESS : `${ADDRESS}/reference/${path}`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
