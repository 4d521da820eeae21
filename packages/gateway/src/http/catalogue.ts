// The error catalogue for whoever followed a `doc_url` or searches: /errors, /causes and /topics. Needs no account, knows
// nothing of payments, and answers in the language of ?lang= or of the browser.
import {
  type CataloguePage,
  codePages,
  loadPage,
  lookUp,
  type PageHtmlOptions,
  pageHref,
  renderIndexHtml,
  renderPageHtml,
  renderSearchHtml,
  renderUnknownCodeHtml,
  unknownCode,
} from "@dedepay/errors";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { catalogueHeaders } from "./catalogue-headers.ts";
import { notFoundFailure } from "./failure-of.ts";
import { type Language, languageTag, pickLanguage } from "./language.ts";
import type { ServerParts } from "./server-parts.ts";

/** What people type into a search box; what is longer is cut, so that nobody can make us search a book. */
const longestQuery = 200;

export function catalogueRoutes(parts: ServerParts): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    const schema = { hide: true };
    app.get("/errors", { schema }, (request, reply) => answerSearch(readerOf(parts, request, reply)));
    app.get<{ Params: { code: string } }>("/errors/:code", { schema }, (request, reply) => {
      const reader = readerOf(parts, request, reply);
      const [first, ...rest] = codePages(request.params.code, reader.lang);
      if (first === undefined) return answerUnknownCode(reader, request.params.code);
      return answer(reader, 200, (options) => renderPageHtml([first, ...rest], options));
    });
    app.get<{ Params: { name: string } }>("/causes/:name", { schema }, (request, reply) => {
      const reader = readerOf(parts, request, reply);
      return answerPage(reader, loadPage("cause", request.params.name, reader.lang));
    });
    app.get<{ Params: { name: string } }>("/topics/:name", { schema }, (request, reply) => {
      const reader = readerOf(parts, request, reply);
      return answerPage(reader, loadPage("topic", request.params.name, reader.lang));
    });
  };
}

type Reader = {
  parts: ServerParts;
  request: FastifyRequest;
  reply: FastifyReply;
  lang: Language;
  /** Who chose a language by hand keeps it on the next page. */
  suffix: string;
};

function readerOf(parts: ServerParts, request: FastifyRequest, reply: FastifyReply): Reader {
  const chosen = queryText(request, "lang");
  const asked = chosen === "zh" || chosen === "en" ? chosen : undefined;
  const lang = asked ?? pickLanguage(request.headers["accept-language"]);
  return { parts, request, reply, lang, suffix: asked === undefined ? "" : `?lang=${asked}` };
}

function answerSearch(reader: Reader): FastifyReply {
  const query = queryText(reader.request, "q").slice(0, longestQuery).trim();
  const { lang } = reader;
  if (query === "") return answer(reader, 200, (options) => renderIndexHtml({ ...options, lang }));
  const found = lookUp(query, lang, 20);
  switch (found.kind) {
    case "pages": {
      const [page] = found.pages;
      if (page === undefined) throw new TypeError("lookUp gave no page");
      const kind = page.kind === "unified" ? "code" : page.kind;
      return reader.reply.redirect(pageHref({ kind, id: page.id }, "", reader.suffix), 303);
    }
    case "unknown_code":
      return answerUnknownCode(reader, query);
    case "hits": {
      const speaker = found.lang === lang ? reader : { ...reader, lang: found.lang, suffix: `?lang=${found.lang}` };
      return answer(speaker, 200, (options) => renderSearchHtml(query, found.hits, { ...options, lang: found.lang }));
    }
    case "nothing":
      return answer(reader, 200, (options) => renderSearchHtml(query, [], { ...options, lang }));
  }
}

function answerUnknownCode(reader: Reader, code: string): FastifyReply {
  const unknown = unknownCode(code.slice(0, longestQuery), reader.lang);
  return answer(reader, 404, (options) => renderUnknownCodeHtml(unknown, { ...options, lang: reader.lang }));
}

function answerPage(reader: Reader, page: CataloguePage | undefined): FastifyReply {
  if (page === undefined) throw notFoundFailure(reader.request.method, reader.request.url);
  return answer(reader, 200, (options) => renderPageHtml(page, options));
}

function answer(reader: Reader, status: number, render: (options: PageHtmlOptions) => string): FastifyReply {
  const { nonce, headers } = catalogueHeaders(reader.parts.randomness);
  return reader.reply
    .code(status)
    .headers({ ...headers, "content-language": languageTag(reader.lang), vary: "Accept-Language" })
    .send(render({ styleNonce: nonce, suffix: reader.suffix, searchHref: `/errors${reader.suffix}` }));
}

/** A parameter given twice counts once; one that is absent is empty. */
function queryText(request: FastifyRequest, name: string): string {
  const value = (request.query as Record<string, unknown>)[name];
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === "string" ? first : "";
}
