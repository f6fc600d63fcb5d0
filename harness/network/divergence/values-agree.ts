import type { Correspondence } from "./correspondence.ts";
import { idsIn, withoutVolatile } from "./volatile-text.ts";

/** Where two values first differ, as a path (`$.error.code`), with both. */
export interface ValueDifference {
  readonly path: string;
  readonly here: unknown;
  readonly there: unknown;
}

/** Names of members that hold a time or how long something took. */
const TIMES = /^(exp|iat|duration|elapsed|.*(_at|At|Ms|_ms|Seconds|Date|Timestamp|timestamp))$/;

/** The first difference of two values of JSON; instants and corresponding ids are none. */
export function firstValueDifference(
  here: unknown,
  there: unknown,
  ids: Correspondence,
  path = "$",
): ValueDifference | undefined {
  if (Object.is(here, there)) return undefined;
  const differ = { path, here, there };
  if (typeof here === "string" && typeof there === "string") return textsAgree(here, there, ids) ? undefined : differ;
  if (typeof here !== "object" || typeof there !== "object" || here === null || there === null) return differ;
  if (Array.isArray(here) !== Array.isArray(there)) return differ;
  const [mine, others] = [here as Record<string, unknown>, there as Record<string, unknown>];
  for (const key of new Set([...Object.keys(mine), ...Object.keys(others)])) {
    if (TIMES.test(key) && typeof mine[key] === typeof others[key]) continue;
    const found = firstValueDifference(
      mine[key],
      others[key],
      ids,
      Array.isArray(here) ? `${path}[${key}]` : `${path}.${key}`,
    );
    if (found) return found;
  }
  return undefined;
}

/** JSON inside a text is compared as JSON. */
function textsAgree(here: string, there: string, ids: Correspondence): boolean {
  const [mine, others] = [parsed(here), parsed(there)];
  if (mine !== undefined && others !== undefined) return firstValueDifference(mine, others, ids) === undefined;
  if (withoutVolatile(here) !== withoutVolatile(there)) return false;
  const [hereIds, thereIds] = [idsIn(here), idsIn(there)];
  return hereIds.every((id, index) => id === thereIds[index] || ids.agrees(id, thereIds[index] ?? ""));
}

export function parsed(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
