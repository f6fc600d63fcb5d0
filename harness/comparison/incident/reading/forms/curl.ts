import type { Fact } from "../../../../scenario/facts/fact.ts";
import { type Form, type Lines, placeOf } from "../form.ts";
import { jsonInLines } from "../json-in-lines.ts";

const LONGEST_COMMAND = 100;
const STATUS = /^<?\s*HTTP\/[\d.]+ (\d{3})\b/;

/** A curl command with the answer below it: a status line and headers where `-i` or `-v` printed them, then the body. */
export const curl: Form = (lines, index) => {
  const first = lines.text[index] ?? "";
  if (!/^\s*\$?\s*curl\s/.test(first)) return undefined;
  let next = index;
  let command = "";
  while (next < lines.text.length && next - index < LONGEST_COMMAND) {
    const line = lines.text[next++] ?? "";
    command += `${line.replace(/\\$/, "")} `;
    const quotes = command.replace(/\\'/g, "").split("'").length - 1;
    if (!line.endsWith("\\") && quotes % 2 === 0) break;
  }
  const [, path] = /https?:\/\/[^/\s'"]+(\/api\/[^\s'"?#]*)/.exec(command) ?? [];
  if (path === undefined) return undefined;
  const [, , sent] = /(?:--data(?:-raw|-binary)?|-d|--json)[ =](['"])(.*?)\1(?= |$)/s.exec(command) ?? [];
  const [, method] = /(?:-X|--request)[ =]?['"]?([A-Z]+)/.exec(command) ?? [];
  const answer = answerBelow(lines, next);
  const fact: Fact = {
    kind: "answer",
    place: placeOf(lines, index),
    method: method ?? (sent === undefined ? "GET" : "POST"),
    path,
    ...(sent !== undefined && { request: sent }),
    ...(answer.status !== undefined && { status: answer.status }),
    ...(answer.body !== undefined && { body: answer.body }),
  };
  return { facts: [fact], next: answer.next };
};

interface Answer {
  readonly status?: number;
  readonly body?: string;
  readonly next: number;
}

function answerBelow(lines: Lines, from: number): Answer {
  let next = from;
  let status: number | undefined;
  // What curl -v says of connection and request.
  while (/^[*>{}]\s?/.test(lines.text[next] ?? "") && !/^\{\s*"/.test(lines.text[next] ?? "")) next++;
  const [, code] = STATUS.exec(lines.text[next] ?? "") ?? [];
  if (code !== undefined) {
    status = Number(code);
    next++;
    while (/^<?\s*[\w-]+:/.test(lines.text[next] ?? "")) next++;
    while (/^[<*{}]?\s*$|^\* /.test(lines.text[next] ?? "-")) next++;
  }
  const found = /^\s*[[{]/.test(lines.text[next] ?? "") ? jsonInLines(lines, next) : undefined;
  if (found === undefined || "reason" in found) return { next, ...(status !== undefined && { status }) };
  return { next: found.next, body: found.text.trim(), ...(status !== undefined && { status }) };
}
