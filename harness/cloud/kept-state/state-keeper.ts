import { rmSync } from "node:fs";
import { deserialize, serialize } from "node:v8";
import type { Clock } from "../../clock/clock.ts";
import { machineTime } from "../../clock/machine-time.ts";
import type { RandomStreams } from "../../clock/random-streams.ts";
import type { ComparedEntities, KeptEntity, KeptRoom, StateChanges } from "../../emulator/state-changes.ts";
import type { HttpResponse } from "../../network/http.ts";
import { reasonOf } from "../../support/reason.ts";
import type { EntityChange, EntityPlace, StateFile } from "./state-file.ts";

/** Facts of the state file: the instant of the last transaction, and where each random stream stands. */
export const INSTANT = "instant";
const STREAM = "stream/";

/** An entity that is another on disk than it is here. */
interface Pending {
  readonly place: EntityPlace;
  /** Absent: it is gone. */
  readonly value: (() => unknown) | undefined;
  readonly isAnew: boolean;
}

/** A room whose entities are compared with what was written. */
interface ComparedRoom {
  readonly service: string;
  readonly region: string;
  readonly compared: ComparedEntities;
  /** As they were written, by kind and key. */
  readonly written: Map<string, { readonly place: EntityPlace; readonly value: Buffer }>;
}

/**
 * Keeps the state of rooms in a file: they tell it what has changed, and no answer leaves before all that is known by then is on
 * disk. What nobody waits for is written at the machine's next turn.
 */
export class StateKeeper {
  readonly #file: StateFile;
  readonly #clock: Clock;
  readonly #random: RandomStreams;
  readonly #pending = new Map<string, Pending>();
  readonly #compared: ComparedRoom[] = [];
  readonly #touched = new Set<ComparedRoom>();
  readonly #streams = new Map<string, number>();
  /** Files of bodies that nobody needs any more, but what is on disk may still name. */
  #surplus: string[] = [];
  #isPlanned = false;
  #isClosed = false;
  /** Rooms of before the last reset may go on for a while, and tell nobody any more. */
  #generation = 0;
  readonly #report: (mistake: unknown) => void;

  constructor(parts: {
    file: StateFile;
    clock: Clock;
    random: RandomStreams;
    /** Told when something could not be written that nobody waits for. */
    report: (mistake: unknown) => void;
  }) {
    this.#file = parts.file;
    this.#clock = parts.clock;
    this.#random = parts.random;
    this.#report = parts.report;
  }

  /** Whom the room of a service is to tell of its changes. */
  changesOf(service: string, region: string): StateChanges {
    const generation = this.#generation;
    const mark = (kind: string, key: readonly string[], value?: () => unknown): void => {
      if (generation === this.#generation) this.#mark({ service, region, kind, key: JSON.stringify(key) }, value);
    };
    return { changed: mark, removed: mark };
  }

  /** From now on the room's entities are compared with those that were restored, or with none. */
  compare(
    service: string,
    region: string,
    room: KeptRoom,
    restored: readonly (EntityPlace & { value: Buffer })[],
  ): void {
    const { compared } = room;
    if (!compared) return;
    const ours = restored.filter(({ kind }) => compared.kinds.includes(kind));
    const written = new Map(ours.map(({ value, ...place }) => [idOf(place), { place, value }]));
    this.#compared.push({ service, region, compared, written });
  }

  /** Whether something is not on disk yet. */
  get hasChanges(): boolean {
    return this.#pending.size > 0 || this.#touched.size > 0;
  }

  /** A request has come to the room: it may be another now. */
  touch(service: string): void {
    for (const compared of this.#compared) if (compared.service === service) this.#touched.add(compared);
    this.#plan();
  }

  /** Removes a file of a body as soon as nothing on disk names it. */
  readonly removeBody = (path: string): void => {
    this.#surplus.push(path);
    this.#plan();
  };

  /**
   * The answer, once all that has changed is on disk; requests that come together are written together. When it cannot be
   * written, an answer that acknowledges nothing.
   */
  async acknowledge(response: HttpResponse): Promise<HttpResponse> {
    try {
      // At the machine's next turn everything that goes on has come to where it waits: nothing is half done. Virtual time stands
      // still until then.
      await this.#clock.run("write the state", 0, async () => {
        await new Promise<void>((resolve) => machineTime.setImmediate(resolve));
        if (this.#isClosed) throw new Error("the cloud is being stopped");
        this.write();
      });
      return response;
    } catch (error) {
      return notWritten(this.#file.folder, error);
    }
  }

  /** Writes what has changed. Throws when it cannot; it is then tried again with the next change. */
  write(): void {
    for (const compared of this.#touched) this.#look(compared);
    this.#touched.clear();
    const facts = this.#changedFacts();
    if (this.#pending.size > 0 || facts.length > 0) {
      this.#file.write([...this.#pending.values()].map(changeOf), [...facts, [INSTANT, String(this.#clock.now())]]);
    }
    for (const [name, value] of facts) this.#streams.set(name, Number(value));
    this.#pending.clear();
    const surplus = this.#surplus;
    this.#surplus = [];
    for (const path of surplus) rmSync(path, { force: true });
  }

  /** Puts the random streams where they stood. */
  restoreStreams(facts: ReadonlyMap<string, string>): void {
    for (const [name, value] of facts) {
      if (!name.startsWith(STREAM)) continue;
      this.#random.stream(name.slice(STREAM.length)).position = Number(value);
      this.#streams.set(name, Number(value));
    }
  }

  /** Writes what nobody has waited for; what happens from now on is not kept. */
  close(): void {
    this.write();
    this.#isClosed = true;
  }

  /** Everything is gone, on disk too. */
  empty(): void {
    this.#generation++;
    this.#pending.clear();
    this.#compared.length = 0;
    this.#touched.clear();
    this.#file.empty();
  }

  #mark(place: EntityPlace, value: (() => unknown) | undefined): void {
    const id = idOf(place);
    const isAnew = value === undefined || this.#pending.get(id)?.isAnew === true;
    this.#pending.set(id, { place, value, isAnew });
    this.#plan();
  }

  #look({ service, region, compared, written }: ComparedRoom): void {
    const seen = new Set<string>();
    for (const { kind, key, value } of compared.all()) {
      const place = { service, region, kind, key: JSON.stringify(key) };
      const id = idOf(place);
      seen.add(id);
      const bytes = serialize(value);
      if (written.get(id)?.value.equals(bytes)) continue;
      written.set(id, { place, value: bytes });
      this.#mark(place, () => new Serialized(bytes));
    }
    for (const [id, { place }] of written) {
      if (seen.has(id)) continue;
      written.delete(id);
      this.#mark(place, undefined);
    }
  }

  #changedFacts(): [string, string][] {
    return [...this.#random.positions()]
      .map(([name, position]): [string, number] => [STREAM + name, position])
      .filter(([name, position]) => this.#streams.get(name) !== position)
      .map(([name, position]) => [name, String(position)]);
  }

  #plan(): void {
    if (this.#isPlanned || this.#isClosed) return;
    this.#isPlanned = true;
    machineTime.setImmediate(() => {
      this.#isPlanned = false;
      if (this.#isClosed) return;
      try {
        this.write();
      } catch (error) {
        this.#report(error);
      }
    });
  }
}

/** A value that has been serialized already. */
class Serialized {
  readonly bytes: Buffer;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
}

export function entityOf({ kind, key, value }: EntityPlace & { readonly value: Buffer }): KeptEntity {
  return { kind, key: JSON.parse(key) as readonly string[], value: deserialize(value) };
}

function changeOf({ place, value, isAnew }: Pending): EntityChange {
  const plain = value?.();
  if (plain === undefined) return { ...place, value: undefined, isAnew };
  return { ...place, value: plain instanceof Serialized ? plain.bytes : serialize(plain), isAnew };
}

const idOf = ({ service, region, kind, key }: EntityPlace): string => [service, region, kind, key].join("\n");

/** As the listener answers what it cannot do; SDKs try it again. */
function notWritten(folder: string, error: unknown): HttpResponse {
  const text = `The cloud's state could not be written to ${folder} (${reasonOf(error)}); nothing of this request is acknowledged.`;
  return {
    status: 500,
    headers: { "content-type": "text/plain; charset=utf-8", "x-amzn-errortype": "InternalFailure" },
    body: Buffer.from(`${text}\n`),
  };
}
