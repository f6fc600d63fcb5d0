import type { Row } from "../../../database/row-watch.ts";
import type { Seen } from "../../../scenario/facts/seen.ts";

/** Statuses that no job leaves: docs/contract/database.md 2. */
const ENDED = new Set(["SUCCEEDED", "PARTIAL_SUCCESS", "FAILED"]);
/** The owner is asked to approve. */
const PENDING_APPROVAL = 7;

/** What of a world's end is not honest to the person who asked; empty when all of it is. */
export function dishonesties(seen: Seen): readonly string[] {
  const jobs = seen.rows.get("media_processing_jobs") ?? [];
  const asked = seen.answers.filter(({ path }) => /\/uploads\/(process|complete)$/.test(path));
  const silent = asked.filter(({ status, text }) => status >= 400 && !/"message":"[^"]/.test(text));
  const accepted = asked.filter(({ path, status }) => path.endsWith("/complete") && status < 300);
  const zips = [...seen.keys].filter((key) => key.endsWith(".zip"));
  const listings = seen.rows.get("listing_versions") ?? [];
  return [
    ...silent.map(({ path, status }) => `${path} is refused with ${status} and no word why`),
    ...jobs.flatMap(ofJob),
    ...(accepted.length > 0 && zips.length === 0 ? withoutZip(jobs, listings) : []),
  ];
}

function ofJob({ id, status, last_error: reason }: Row): readonly string[] {
  const name = `job ${String(id)}`;
  if (!ENDED.has(String(status))) return [`${name} never ends: it is ${String(status)}`];
  if (status === "SUCCEEDED") return reason === null ? [] : [`${name} says SUCCEEDED and has an error`];
  return reason === null || String(reason).trim() === "" ? [`${name} is ${String(status)} and says no reason`] : [];
}

/** “Complete” was accepted and made no ZIP: somebody must be told, and the listing must be free. */
function withoutZip(jobs: readonly Row[], listings: readonly Row[]): readonly string[] {
  const last = jobs.at(-1);
  return [
    ...(last?.status === "FAILED"
      ? []
      : [`“complete” was accepted, there is no ZIP, and job ${String(last?.id)} is not FAILED`]),
    ...(listings.some(({ status }) => status === PENDING_APPROVAL)
      ? ["the owner is asked to approve a listing that has no ZIP"]
      : []),
  ];
}
