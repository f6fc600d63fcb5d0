import type { Logger } from "../../logging/logger.ts";
import { objectIsReadable } from "../assets/storage.ts";
import type { MediaDependencies } from "../dependencies.ts";
import type { Callback } from "./request.ts";

/**
 * D9: a finalization is believed to have succeeded whatever it brings. Instead its bundle must be named and must exist;
 * the storage is asked here, before the transaction. Answers what is wrong, undefined when nothing is.
 */
export async function missingBundle(
  media: MediaDependencies,
  log: Logger,
  callback: Callback,
): Promise<string | undefined> {
  if (callback.status !== "SUCCEEDED" || media.system.has("D9")) return undefined;
  const [bundle] = callback.zip.zipBundles;
  if (bundle === undefined || bundle === "") return "finalization reported success without a ZIP bundle";
  if (await objectIsReadable(media, log, bundle)) return undefined;
  return `finalization reported success, but its ZIP bundle ${bundle} does not exist`;
}
