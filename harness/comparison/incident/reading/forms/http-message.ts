import type { Fact } from "../../../../scenario/facts/fact.ts";
import { type Form, type Lines, placeOf } from "../form.ts";
import { jsonInLines } from "../json-in-lines.ts";
import { callbackBody } from "../shapes/callback-body.ts";
import { isObject, jsonOf } from "../shapes/shape.ts";

/** A request's first line, on a line of its own: as it is sent, as Postman and `.http` files have it, or an `http` command. */
const REQUEST =
  /^\s*(?:#+\s*)?(GET|POST|PUT|PATCH|DELETE) (?:https?:\/\/[^/\s]+)?(\/api\/[\w/-]+)\S*(?: HTTP\/[\d.]+)?\s*$/;
const COMMAND =
  /^\s*\$?\s*(?:http|https|xh) (?:.*? )?(GET|POST|PUT|PATCH|DELETE) (?:https?:\/\/)?[\w.:-]+(\/api\/[\w/-]+)/;
const HEADER = /^\s*[A-Za-z][\w-]{1,60}: \S/;
const STATUS =
  /^\s*(?:(?:[<-]|-->|->|=>|→)\s*)?(?:HTTP\/[\d.]+ |Status: ?)?([1-5]\d\d)\b(?:\s+[A-Z][A-Za-z -]{1,40})?(?=\s*$|\s+\{)/;
/** What clients say of time and size. */
const MEASURED = /^\s*(?:(?:Time|Size|Duration): ?)?[\d.,]+ ?(?:ms|s|B|KB)\s*$/;
const MOST_HEADERS = 60;

/** A request and its answer as HTTP writes them, or as clients show them: first line, headers, body; then status, headers, body. */
export const httpMessage: Form = (lines, index) => {
  const [, method, path] = REQUEST.exec(lines.text[index] ?? "") ?? COMMAND.exec(lines.text[index] ?? "") ?? [];
  if (method === undefined || path === undefined) return undefined;
  const sent = bodyBelow(lines, afterHeaders(lines, index + 1));
  const at = afterBlank(lines, sent?.next ?? afterHeaders(lines, index + 1));
  const line = lines.text[at] ?? "";
  const [, code] = STATUS.exec(line) ?? [];
  // A sentence that ends in a path goes on below, where other forms know it.
  if (code === undefined && sent === undefined) return undefined;
  const beside = code === undefined ? "" : line.slice(line.indexOf(code) + 3).trim();
  const headed = afterHeaders(lines, at + 1);
  const got = code === undefined ? undefined : beside.startsWith("{") ? bodyBelow(lines, at) : bodyBelow(lines, headed);
  const place = placeOf(lines, index);
  const answer: Fact = {
    kind: "answer",
    place,
    method,
    path,
    ...(sent !== undefined && { request: sent.text }),
    ...(code !== undefined && { status: Number(code) }),
    ...(got !== undefined && { body: got.text }),
  };
  const body = jsonOf(sent?.text);
  const called = path.endsWith("/callback") && sent && isObject(body);
  const callback = called ? callbackBody(body, { place, text: sent.text }, () => undefined) : undefined;
  const next = got?.next ?? (code === undefined ? (sent?.next ?? index + 1) : headed);
  return { facts: callback ? [...callback, answer] : [answer], next };
};

function afterHeaders({ text }: Lines, from: number): number {
  let next = from;
  while (next - from < MOST_HEADERS && (HEADER.test(text[next] ?? "") || MEASURED.test(text[next] ?? ""))) next++;
  return next;
}

function afterBlank({ text }: Lines, from: number): number {
  let next = from;
  while (next - from < 3 && text[next]?.trim() === "") next++;
  return next;
}

function bodyBelow(lines: Lines, from: number): { readonly text: string; readonly next: number } | undefined {
  const at = afterBlank(lines, from);
  if (!/^\s*[[{]|^\s*\S{0,4}\s*\d{3} \{/.test(lines.text[at] ?? "")) return undefined;
  const found = jsonInLines(lines, at);
  return found === undefined || "reason" in found ? undefined : { text: found.text.trim(), next: found.next };
}
