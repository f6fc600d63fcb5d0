import type { Socket } from "node:net";
import type { Hop } from "../../network/hop.ts";
import { CommandPhase } from "./command-phase.ts";
import type { DoorParts } from "./door-parts.ts";
import { ConnectionEndedError } from "./packet-channel.ts";
import { passTime } from "./pass-time.ts";
import { writeError } from "./protocol/end-packets.ts";
import { packet } from "./protocol/packet.ts";
import { connectToEngine, startSession } from "./session-start.ts";
import { replacesAnswer, wireFault } from "./wire-fault.ts";

/** One client from its first byte to its last. Whatever goes wrong in here ends this connection and nothing else. */
export class DoorConnection {
  /** Resolves when both sides are closed. */
  readonly ended: Promise<void>;
  readonly #client: Socket;
  readonly #parts: DoorParts;
  #engine: Socket | undefined;
  #phase: CommandPhase | undefined;

  constructor(client: Socket, parts: DoorParts) {
    this.#client = client;
    this.#parts = parts;
    ignoreErrors(client);
    this.ended = this.#run().catch((mistake: unknown) => {
      if (!(mistake instanceof ConnectionEndedError)) parts.report(mistake);
      this.#destroy();
    });
  }

  /** A statement of it is at the engine, where it may wait for what another connection holds. */
  get busy(): boolean {
    return this.#phase?.busy === true;
  }

  /** Cuts the connection; a statement under way is ended at the engine. */
  async end(): Promise<void> {
    if (this.#phase) this.#phase.cut();
    else this.#destroy();
    await this.ended;
  }

  async #run(): Promise<void> {
    if (!(await this.#mayConnect())) return;
    const engine = connectToEngine(this.#parts.engine.address);
    this.#engine = engine;
    ignoreErrors(engine);
    if (this.#client.destroyed) throw new ConnectionEndedError("the client went away before it was greeted");
    const session = await startSession(this.#client, engine, this.#parts);
    if (session) {
      this.#phase = new CommandPhase(session, this.#parts);
      await this.#phase.ended;
    } else {
      // The refusal has been written; what is left is to hear the client hang up.
      engine.destroy();
      this.#client.resume();
      await closed(this.#client);
    }
    this.#destroy();
  }

  /** A fault may refuse the connection. It is a hop of its own only then: to be let in leaves no trace at the replica's pool. */
  async #mayConnect(): Promise<boolean> {
    const { network, source } = this.#parts;
    const hop: Hop = { source, target: "mysql", operation: "CONNECT", resource: "" };
    const fault = network.faults.strike(hop);
    if (!fault) return true;
    const event = network.begin(hop);
    event.fault = fault.name;
    await passTime(this.#parts, "mysql CONNECT", { latencyMs: 0, fault });
    if (!replacesAnswer(fault)) {
      network.end(event, { outcome: "ok" });
      return true;
    }
    const wire = wireFault(fault);
    network.end(event, wire.outcome);
    if (wire.kind === "error") this.#client.end(packet(0, writeError(wire.packet)));
    else this.#client.destroy();
    this.#client.resume();
    await closed(this.#client);
    return false;
  }

  #destroy(): void {
    this.#client.destroy();
    this.#engine?.destroy();
  }
}

function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => (socket.closed ? resolve() : void socket.once("close", () => resolve())));
}

/** What matters of an error is that "close" follows. */
function ignoreErrors(socket: Socket): void {
  socket.on("error", () => {});
}
