import type { Scanned } from "./protocol/answer-scanner.ts";
import { HEADER_BYTES, packet } from "./protocol/packet.ts";
import { isOk, type StateChange, stateBesidesTimestamp, withState } from "./protocol/session-state.ts";

/** Changes of the session's state that were told with the OK of a stamp, and that the client has to hear with its own next OK. */
export class UntoldState {
  readonly #tracks: boolean;
  #changes: StateChange[] = [];

  /** `tracks`: client and engine agreed on CLIENT_SESSION_TRACK. */
  constructor(tracks: boolean) {
    this.#tracks = tracks;
  }

  keep({ last }: Scanned): void {
    if (last && this.#tracks) this.#changes.push(...stateBesidesTimestamp(last.subarray(HEADER_BYTES)));
  }

  /** The end of an answer with them, if it is an OK. */
  tell(scanned: Scanned): Scanned {
    const { pass, last, rest } = scanned;
    const payload = last?.subarray(HEADER_BYTES);
    if (this.#changes.length === 0 || !last || !payload || !isOk(payload)) return scanned;
    const told = packet(last[3] ?? 0, withState(payload, this.#changes));
    this.#changes = [];
    return { pass, last: told, whole: Buffer.concat([pass, told]), rest };
  }
}
