import { jsonOrText, normalForm, shown } from "../../../scenario/facts/normal-form.ts";
import type { Seen } from "../../../scenario/facts/seen.ts";

/** Keys name files of which a report may not tell. */
const KEYS = /\b\d{1,10}\/(?:raw|processed)\/[^\s"',)]+/g;
/** As Go's SDK prints what AWS has refused with. */
const REFUSAL = /\bapi error ([\w.]+)/g;

/**
 * How a story has ended, without what a report may not tell (ids, instants, names and numbers of files): final rows, terminal
 * states of executions, callbacks with their answers, and names of errors. Each kind of thing stands in it once, in order.
 */
export function signatureOf({ rows, executions, callbacks, logs }: Seen): readonly string[] {
  const of = (table: string) => rows.get(table) ?? [];
  const lines = [
    ...of("media_processing_jobs").map(({ provider, status, last_error }) => {
      return `job of ${shown(provider)} ${shown(status)}, last_error ${inKind(last_error)}`;
    }),
    ...of("media_assets").map(({ status, metadata }) => {
      const { error, errorCode } = members(metadata);
      return `asset ${shown(status)}, error ${inKind(error)}, errorCode ${inKind(errorCode)}`;
    }),
    ...of("listing_versions").map(({ status }) => `listing ${shown(status)}`),
    ...executions.map(({ machine, status, error }) => `execution of ${machine} ${status}, error ${inKind(error)}`),
    ...callbacks.map(({ text, status }) => {
      const { provider, status: told, error, failureReason } = members(text);
      return `callback ${[provider, told, error, failureReason].map(inKind).join(", ")} answered ${status}`;
    }),
    ...callbacks.flatMap(({ text }) =>
      [...text.matchAll(/"errorCode":"([\w.]+)"/g)].map(([, name]) => `error ${name}`),
    ),
    ...logs.flatMap(({ fields }) => [...JSON.stringify(fields).matchAll(REFUSAL)].map(([, name]) => `error ${name}`)),
  ];
  return [...new Set(lines)].sort();
}

const members = (text: unknown): Readonly<Record<string, unknown>> => {
  const value = jsonOrText(text);
  return typeof value === "object" && value !== null ? { ...value } : {};
};

const inKind = (value: unknown): string => (value ? shown(normalForm(value)).replace(KEYS, "‹key›") : "none");
