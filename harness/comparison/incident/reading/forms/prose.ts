import type { Fact } from "../../../../scenario/facts/fact.ts";
import { type Form, placeOf } from "../form.ts";

const REQUEST = /\b(GET|POST|PUT|PATCH|DELETE) `?(?:https?:\/\/[^/\s`]+)?(\/api\/[\w/-]+)/;
/** English, German, Portuguese. */
const SUCCESS = /(?<![\p{L}])(success(ful|fully)?|sucesso|êxito|erfolg|erfolgreich(e[rsn]?)?)(?![\p{L}])/iu;
/** Words that turn a word near behind them into its opposite. */
const NOT = /(?<![\p{L}])(no|not|never|without|nicht|nie|kein(e[rsmn]?)?|ohne|não|nunca|sem|nenhum)(?![\p{L}])/iu;
const ABSENT = /(?<![\p{L}])(not|never|missing|nowhere|absent|nicht|nie|fehlt|não|nunca|falta)(?![\p{L}])/iu;
const ZIP = /(?<![\p{L}])zip(?![\p{L}])/iu;
/** So many characters before a word may its negation stand. */
const NEAR = 25;
/** A number of three digits is a status unless it is the number of something. */
const STATUS = /(?<![\d/-]|(?:listing|anúncio|inserat|job|id|nr|#)\W{0,3})\b([245]\d\d)\b(?![-/:.]?\d)/iu;
const ARN = /arn:aws:states:[\w-]+:\d{12}:execution:[\w-]+:[\w-]+/;
/** What stands behind an execution's ARN, where that is its status. */
const IS_NOW = /^[^.;!?\d]{0,40}?\b(RUNNING|SUCCEEDED|FAILED|TIMED_OUT|ABORTED)\b/;

/** “Job 58 is RUNNING”: the word as the system writes it. */
const JOB =
  /(?<![\p{L}])job\W{0,3}(\d{1,10})\b([^.,;!?\d]{0,40}?)\b(PENDING|RUNNING|SUCCEEDED|PARTIAL_SUCCESS|FAILED)\b/iu;
const STATUSES = /\b(PENDING|RUNNING|SUCCEEDED|PARTIAL_SUCCESS|FAILED)\b/g;
/** Says what ought to be, or what was. */
const NOT_NOW =
  /(?<![\p{L}])(should|would|expected?|was|were|before|sollte|war|vorher|deveria|era|estava|antes)(?![\p{L}])/iu;

/** Sentences: what a person says was asked for and what came of it. Everything else in them is for people. */
export const prose: Form = (lines, index) => {
  const words = (lines.text[index] ?? "").trim().slice(0, 2_000);
  const place = placeOf(lines, index);
  const facts: Fact[] = [];
  const [request = "", method, path] = REQUEST.exec(words) ?? [];
  if (method !== undefined && path !== undefined) {
    // "Answered" may stand in the line below, where the paragraph was wrapped.
    const sentence = `${words.replace(request, "")} ${(lines.text[index + 1] ?? "").trim().slice(0, 500)}`;
    const status = Number(STATUS.exec(sentence)?.[1] ?? Number.NaN);
    if (status < 300 || (Number.isNaN(status) && succeeded(sentence)))
      facts.push({ kind: "claim", place, claim: "succeeded", method, path, words });
    else facts.push({ kind: "answer", place, method, path, ...(!Number.isNaN(status) && { status }) });
  }
  if (saysNoZip(words) && !words.startsWith("#")) facts.push({ kind: "claim", place, claim: "no-zip", words });
  const job = jobIn(words);
  if (job) facts.push({ kind: "row", place, table: "media_processing_jobs", columns: job });
  const [arn] = ARN.exec(words) ?? [];
  if (arn !== undefined) {
    const [, status] = IS_NOW.exec(words.slice(words.indexOf(arn) + arn.length)) ?? [];
    const isTold = status !== undefined && !NOT_NOW.test(words) && !NOT.test(words);
    facts.push({ kind: "execution", place, arn, ...(isTold && { status }) });
  }
  return facts.length > 0 ? { facts, next: index + 1 } : undefined;
};

/** A job and the one status that it is said to have now. */
function jobIn(words: string): { readonly id: number; readonly status: string } | undefined {
  const [, id, between = "", status = ""] = JOB.exec(words) ?? [];
  // A failed job in small letters is somebody's opinion, and of two statuses one is of another time or job.
  if (id === undefined || status !== status.toUpperCase() || words.match(STATUSES)?.length !== 1) return undefined;
  return NOT.test(between) || NOT_NOW.test(words) ? undefined : { id: Number(id), status };
}

/** Says that it was a success, and not that it was none. */
function succeeded(sentence: string): boolean {
  const found = SUCCESS.exec(sentence);
  return found !== null && !NOT.test(sentence.slice(Math.max(0, found.index - NEAR), found.index));
}

/** “No ZIP”, “the ZIP was never written”, “não existe ZIP”; what a comma or another sentence says is of something else. */
function saysNoZip(words: string): boolean {
  return words.split(/[.,;:!?]\s|\b(?:but|aber|mas)\b/).some((part) => {
    const at = ZIP.exec(part)?.index;
    if (at === undefined) return false;
    return NOT.test(part.slice(Math.max(0, at - NEAR - 15), at)) || ABSENT.test(part.slice(at, at + NEAR + 15));
  });
}
