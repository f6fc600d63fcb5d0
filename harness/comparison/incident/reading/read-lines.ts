import type { Fact } from "../../../scenario/facts/fact.ts";
import type { Form, Lines, Problem } from "./form.ts";
import { placeOf } from "./form.ts";
import { awsTable } from "./forms/aws-table.ts";
import { awsText } from "./forms/aws-text.ts";
import { copiedRows } from "./forms/copied-rows.ts";
import { csvLogLines } from "./forms/csv-log-lines.ts";
import { csvRows } from "./forms/csv-rows.ts";
import { curl } from "./forms/curl.ts";
import { httpMessage } from "./forms/http-message.ts";
import { insertRows } from "./forms/insert-rows.ts";
import { jsonValues } from "./forms/json-values.ts";
import { objectListing } from "./forms/object-listing.ts";
import { openTableRows, recordRows } from "./forms/open-table-rows.ts";
import { prose } from "./forms/prose.ts";
import { tableRows } from "./forms/table-rows.ts";
import { textLogLines } from "./forms/text-log-lines.ts";
import { verticalRows } from "./forms/vertical-rows.ts";
import { yamlValues } from "./forms/yaml-values.ts";
import { withoutMargins } from "./margins.ts";

/** The stricter first; sentences last. */
const FORMS: readonly Form[] = [
  copiedRows,
  insertRows,
  verticalRows,
  tableRows,
  awsTable,
  openTableRows,
  recordRows,
  awsText,
  curl,
  httpMessage,
  csvLogLines,
  textLogLines,
  jsonValues,
  yamlValues,
  csvRows,
  objectListing,
  prose,
];

/** What an input says. Every line that is not blank is a fact's, a sentence's or a problem's. */
export interface ReadLines {
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
  /** Lines, from 1, that are words for people. */
  readonly words: readonly number[];
}

export function readLines({ file, text }: Lines): ReadLines {
  const lines: Lines = { file, text: withoutMargins(text) };
  const facts: Fact[] = [];
  const problems: Problem[] = [];
  const words: number[] = [];
  for (let index = 0; index < lines.text.length; ) {
    const line = lines.text[index] ?? "";
    if (/^\s*(```\w*|[-=*]{3,})?\s*$/.test(line)) {
      index++;
      continue;
    }
    if (isChatter(line)) {
      words.push(index + 1);
      index++;
      continue;
    }
    const block = read(lines, index);
    if (block === undefined) {
      const reason = looksLikeData(line);
      if (reason === undefined) words.push(index + 1);
      else problems.push({ place: placeOf(lines, index), reason });
      index++;
      continue;
    }
    facts.push(...block.facts);
    problems.push(...(block.problems ?? []));
    index = Math.max(block.next, index + 1);
  }
  return { facts, problems, words };
}

function read(lines: Lines, index: number): ReturnType<Form> {
  for (const form of FORMS) {
    const block = form(lines, index);
    if (block !== undefined) return block;
  }
  return undefined;
}

const INSTANT = /^[[(]?\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?\s?(?:Z|UTC|[+-]\d\d:?\d\d)?[\])]?$/;
/** What the Lambda runtime and the AWS SDK write between the lines of a function, behind anything. */
const OF_RUNTIME =
  /(^|[\s:|`])(INIT_START Runtime|(START|END|REPORT) RequestId: |SDK \d{4}\/\d\d\/\d\d .* (WARN|DEBUG) )/;

/** An instant alone, as consoles put it above its line, and lines that say nothing of the system. */
function isChatter(line: string): boolean {
  const start = line.trim().slice(0, 200);
  return INSTANT.test(start) || (!start.startsWith("{") && OF_RUNTIME.test(start));
}

/** Values in quotes, or behind a number, with nothing but a separator between them: a sentence has a space there. */
const ROW = /^(?:'[^']{0,80}'\s*,|"[^"]{0,120}"(?:[,;]|\s*$)|\d{1,15}(?:\t|[,;](?=[^\s,;]+[,;])))/;

/** Why a line that no form takes is no sentence either. */
function looksLikeData(line: string): string | undefined {
  const start = line.trimStart().slice(0, 200);
  if (ROW.test(start)) return "a row without the head that names its columns";
  if (/^[|+]/.test(start)) return "a part of a table of which no head is known";
  // A chat puts time and name in brackets.
  if (/^\[[^\]"{}]{1,60}\]/.test(start) && !start.includes("{")) return undefined;
  if (/^[{[]/.test(start) || /^\S+ .*\{"/.test(start)) return "something like JSON that cannot be read";
  if (/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(start)) return "a line with a time that is no structured log line";
  if (/^(INSERT|SELECT|UPDATE|DELETE)\b/.test(start)) return "SQL of a form that is not read";
  return undefined;
}
