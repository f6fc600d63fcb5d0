import { nearest } from "../../support/nearest.ts";
import { UsageError } from "../../support/usage-error.ts";
import { withSlashes } from "../../support/with-slashes.ts";

const LISTED = 20;

/**
 * The keys of a run's scenarios that are wanted, in their order: an id, a folder, or the beginning of an id. All, when
 * nothing is wanted.
 *
 * @throws UsageError with those that there are.
 */
export function selectKept(keys: readonly string[], wanted: readonly string[], run: string): readonly string[] {
  if (wanted.length === 0) return keys;
  const selected = new Set(wanted.flatMap((text) => matching(keys, text, run)));
  return keys.filter((key) => selected.has(key));
}

function matching(keys: readonly string[], wanted: string, run: string): readonly string[] {
  const name = withSlashes(wanted)
    .replace(/^(?:\.\/)?scenarios\//, "")
    .replace(/\.scenario(?:\.ts)?$/, "")
    .replace(/\/$/, "");
  const candidates = [
    keys.filter((key) => key === name || key.replace(/~\d+$/, "") === name),
    keys.filter((key) => key.startsWith(`${name}/`)),
    keys.filter((key) => key.startsWith(name)),
  ];
  const found = candidates.find((some) => some.length > 0);
  if (found) return found;
  const meant = nearest(name, keys);
  const hint = meant === undefined ? "" : ` Did you mean ${meant}?`;
  const more = keys.length > LISTED ? [`  … and ${keys.length - LISTED} more`] : [];
  const list = keys.length === 0 ? ["It kept none."] : ["It kept:", ...keys.slice(0, LISTED).map((key) => `  ${key}`)];
  throw new UsageError([`Run ${run} kept no scenario "${wanted}".${hint}`, ...list, ...more].join("\n"));
}
