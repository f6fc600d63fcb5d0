import type { World } from "../../world/world.ts";

/** Where a failed finalization left no sign: in the rows, and also in the server's log. */
export interface SilentFailure {
  readonly rows: boolean;
  readonly log: boolean;
}

const COMPLETE = "POST /api/v2/listings/media/uploads/complete";
/** Says that the owner has no telephone, which is no failure. */
const HARMLESS = "service.media.complete.owner_notification.no_tokens";

/** "Complete" was answered with success and no ZIP came of it, yet every job says that it succeeded. */
export async function silentFailureOf(world: World): Promise<SilentFailure> {
  const accepted = world.trace
    .of("operation")
    .some(({ target, operation, outcome }) => target === "server" && operation === COMPLETE && outcome === "200");
  const zips = (await world.objects()).filter(({ key }) => key.endsWith(".zip"));
  if (!accepted || zips.length > 0) return { rows: false, log: false };
  const jobs = await world.database.rows("media_processing_jobs");
  const rows = jobs.every(({ status, last_error }) => status === "SUCCEEDED" && last_error === null);
  const loud = world
    .logs("server")
    .some(({ level, message }) => (level === "WARN" || level === "ERROR") && message !== HARMLESS);
  return { rows, log: rows && !loud };
}
