import { tmpdir } from "node:os";

/** An address of this machine with a port, which each run draws anew; `http://` before it or nothing. */
const LOCAL_ADDRESS = /(?<![\w.@-])(?:127\.0\.0\.1|0\.0\.0\.0|localhost|\[::1\]):\d{2,5}(?![\w.])/g;

const TEMPORARY_FOLDERS = [...new Set([tmpdir(), "/tmp", "/var/tmp", "/dev/shm", "/private/tmp"])]
  .map((folder) => folder.replaceAll("\\", "/").replaceAll(/[.*+?^${}()|[\]/]/g, "\\$&"))
  .join("|");
const TEMPORARY_PATH = new RegExp(`(?<![\\w.-])(?:${TEMPORARY_FOLDERS})(?:/[^\\s"'\`,;:)\\]}]+)+`, "g");

/** The text with ports and temporary paths of the machine that ran it replaced by their kinds. */
export function placesOfTheMachine(text: string): string {
  return text.replaceAll(LOCAL_ADDRESS, "<address>").replaceAll(TEMPORARY_PATH, "<temporary path>");
}
