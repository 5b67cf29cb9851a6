import { describe, expect, it } from "vitest";
import { parseInline, parseMarkdown, parsePlain, safeHref, type Block, type Inline } from "./markdown.js";

const text = (value: string): Inline => ({ type: "text", text: value });
const paragraph = (...children: Inline[]): Block => ({ type: "paragraph", children });

describe("spans", () => {
  it.each<[string, Inline[]]>([
    ["plain", [text("plain")]],
    ["a **bold** word", [text("a "), { type: "strong", children: [text("bold")] }, text(" word")]],
    ["an *easy* one", [text("an "), { type: "em", children: [text("easy")] }, text(" one")]],
    ["_this_ too", [{ type: "em", children: [text("this")] }, text(" too")]],
    ["snake_case_name", [text("snake_case_name")]],
    ["2 * 3 * 4", [text("2 * 3 * 4")]],
    [
      "**bold *and* italic**",
      [
        {
          type: "strong",
          children: [text("bold "), { type: "em", children: [text("and")] }, text(" italic")],
        },
      ],
    ],
    ["`a *b*`", [{ type: "code", text: "a *b*" }]],
    ["an open `tick", [text("an open `tick")]],
    ["\\*not\\*", [text("*not*")]],
    ["[us](https://a.example/x)", [{ type: "link", href: "https://a.example/x", children: [text("us")] }]],
    ["**متن پررنگ**", [{ type: "strong", children: [text("متن پررنگ")] }]],
    ["one<br>two", [text("one"), { type: "break" }, text("two")]],
    ["**", [text("**")]],
    ["****", [text("****")]],
  ])("reads %s", (source, expected) => {
    expect(parseInline(source)).toEqual(expected);
  });

  it("makes links of bare addresses, without the full stop after them", () => {
    expect(parseInline("See https://a.example/b.")).toEqual([
      text("See "),
      { type: "link", href: "https://a.example/b", children: [text("https://a.example/b")] },
      text("."),
    ]);
  });

  it("leaves a scripted link as its words", () => {
    expect(parseInline("[click](javascript:alert(1))")).toEqual([text("click"), text(")")]);
  });
});

describe("addresses", () => {
  it.each([
    ["https://a.example", "https://a.example"],
    ["mailto:help@a.example", "mailto:help@a.example"],
    ["/articles/returns", "/articles/returns"],
    ["javascript:alert(1)", null],
    ["JaVaScRiPt:alert(1)", null],
    ["data:text/html,x", null],
    ["//evil.example", null],
    ["/\\evil.example", null],
    ["", null],
  ])("%s becomes %s", (href, expected) => {
    expect(safeHref(href)).toBe(expected);
  });
});

describe("blocks", () => {
  it("reads paragraphs, keeping the breaks of lines", () => {
    expect(parseMarkdown("one\ntwo\n\nthree")).toEqual([
      paragraph(text("one"), { type: "break" }, text("two")),
      paragraph(text("three")),
    ]);
  });

  it("joins the lines of wrapped prose", () => {
    const long = "x".repeat(60);
    expect(parseMarkdown(`${long}\nend`)).toEqual([paragraph(text(long), text(" "), text("end"))]);
    expect(parseMarkdown(`${long}  \nend`)).toEqual([paragraph(text(long), { type: "break" }, text("end"))]);
  });

  it("reads a heading, a list and what follows it", () => {
    expect(parseMarkdown("## Returns\n- one\n- two\n\nEnd")).toEqual([
      { type: "heading", level: 2, children: [text("Returns")] },
      { type: "list", ordered: false, start: 1, items: [[paragraph(text("one"))], [paragraph(text("two"))]] },
      paragraph(text("End")),
    ]);
  });

  it("reads a numbered list from its first number, with a list inside", () => {
    expect(parseMarkdown("3. one\n   - inner\n4. two")).toEqual([
      {
        type: "list",
        ordered: true,
        start: 3,
        items: [
          [
            paragraph(text("one")),
            { type: "list", ordered: false, start: 1, items: [[paragraph(text("inner"))]] },
          ],
          [paragraph(text("two"))],
        ],
      },
    ]);
  });

  it("keeps code as it is, also unclosed", () => {
    expect(parseMarkdown("```js\n<b>*x*</b>\n```")).toEqual([{ type: "code", text: "<b>*x*</b>" }]);
    expect(parseMarkdown("```\nx")).toEqual([{ type: "code", text: "x" }]);
  });

  it("reads a quotation and a rule", () => {
    expect(parseMarkdown("> said\n> so\n\n---")).toEqual([
      { type: "quote", blocks: [paragraph(text("said"), { type: "break" }, text("so"))] },
      { type: "rule" },
    ]);
  });

  it("takes markup of the page for words", () => {
    expect(parseMarkdown("<img src=x onerror=alert(1)>")).toEqual([
      paragraph(text("<img src=x onerror=alert(1)>")),
    ]);
  });

  it.each(["[".repeat(4000), "*".repeat(4000), "> ".repeat(2000), "`".repeat(3999), "_a ".repeat(1300)])(
    "is quick with hostile input",
    (hostile) => {
      const start = performance.now();
      parseMarkdown(hostile);
      expect(performance.now() - start).toBeLessThan(1000);
    },
  );
});

it("reads what a customer typed without markup", () => {
  expect(parsePlain("*hi* /order\nhttps://a.example")).toEqual([
    paragraph(
      text("*hi* /order"),
      { type: "break" },
      { type: "link", href: "https://a.example", children: [text("https://a.example")] },
    ),
  ]);
});
