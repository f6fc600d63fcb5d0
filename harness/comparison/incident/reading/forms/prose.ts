import type { Fact } from "../../../../scenario/facts/fact.ts";
import { type Form, placeOf } from "../form.ts";

const REQUEST = /\b(GET|POST|PUT|PATCH|DELETE) `?(?:https?:\/\/[^/\s`]+)?(\/api\/[\w/-]+)/;
const SUCCESS = /\bsuccess(ful|fully)?\b|\b20[0-4]\b/i;
const NO_ZIP = /\bno zip\b|\bzip\b.{0,40}\b(not|never|missing|nowhere)\b|\b(not|never)\b.{0,40}\bzip\b/i;
const ARN = /arn:aws:states:[\w-]+:\d{12}:execution:[\w-]+:[\w-]+/;

/** Sentences: what a person says was asked for and what came of it. Everything else in them is for people. */
export const prose: Form = (lines, index) => {
  const words = (lines.text[index] ?? "").trim().slice(0, 2_000);
  const place = placeOf(lines, index);
  const facts: Fact[] = [];
  const [, method, path] = REQUEST.exec(words) ?? [];
  if (method !== undefined && path !== undefined) {
    // "Answered" may stand in the line below, where the paragraph was wrapped.
    const sentence = `${words} ${(lines.text[index + 1] ?? "").trim().slice(0, 500)}`;
    if (SUCCESS.test(sentence)) facts.push({ kind: "claim", place, claim: "succeeded", method, path, words });
    else facts.push({ kind: "answer", place, method, path });
  }
  if (NO_ZIP.test(words) && !words.startsWith("#")) facts.push({ kind: "claim", place, claim: "no-zip", words });
  const [arn] = ARN.exec(words) ?? [];
  if (arn !== undefined) facts.push({ kind: "execution", place, arn });
  return facts.length > 0 ? { facts, next: index + 1 } : undefined;
};
