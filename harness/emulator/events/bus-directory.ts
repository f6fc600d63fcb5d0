import type { EventPattern } from "../event-pattern/event-pattern.ts";
import type { RoomDependencies } from "../room.ts";
import { busExists, busNotFound, ruleNotFound } from "./errors.ts";

export interface InputTransformer {
  readonly InputPathsMap?: Readonly<Record<string, string>> | undefined;
  readonly InputTemplate: string;
}

/** As PutTargets gives it. */
export interface Target {
  readonly Id: string;
  readonly Arn: string;
  readonly RoleArn?: string | undefined;
  readonly Input?: string | undefined;
  readonly InputPath?: string | undefined;
  readonly InputTransformer?: InputTransformer | undefined;
  readonly SqsParameters?: { readonly MessageGroupId?: string | undefined } | undefined;
  readonly DeadLetterConfig?: { readonly Arn?: string | undefined } | undefined;
  readonly RetryPolicy?: Readonly<Record<string, unknown>> | undefined;
}

export interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly bus: Bus;
  readonly targets: Map<string, Target>;
  readonly tags: Map<string, string>;
  /** Absent where it has only a schedule. */
  pattern: string | undefined;
  fits: EventPattern | undefined;
  /** `rate(5 minutes)`; on the default bus alone. */
  schedule: string | undefined;
  /** From when a rate is counted, milliseconds since the epoch. */
  scheduledFromMs: number;
  isEnabled: boolean;
  description: string | undefined;
  roleArn: string | undefined;
}

export interface Bus {
  readonly name: string;
  readonly arn: string;
  readonly createdAtMs: number;
  readonly rules: Map<string, Rule>;
  readonly tags: Map<string, string>;
  readonly description: string | undefined;
}

const DEFAULT = "default";

/** Buses and their rules, of one account and region. */
export class BusDirectory {
  readonly deps: RoomDependencies;
  readonly #buses = new Map<string, Bus>();

  constructor(deps: RoomDependencies) {
    this.deps = deps;
    this.#keep(DEFAULT, undefined);
  }

  get default(): Bus {
    return this.bus(undefined);
  }

  /** By name or ARN. Throws ResourceNotFoundException. */
  bus(nameOrArn: string | undefined): Bus {
    const bus = this.find(nameOrArn);
    if (!bus) throw busNotFound(nameOfBus(nameOrArn));
    return bus;
  }

  find(nameOrArn: string | undefined): Bus | undefined {
    return this.#buses.get(nameOfBus(nameOrArn));
  }

  /** Throws ResourceAlreadyExistsException. */
  create(name: string, description: string | undefined): Bus {
    if (this.#buses.has(name)) throw busExists(name);
    return this.#keep(name, description);
  }

  restore(written: Omit<Bus, "rules">): void {
    this.#buses.set(written.name, { ...written, rules: new Map() });
  }

  delete(name: string): void {
    if (name !== DEFAULT) this.#buses.delete(name);
  }

  buses(): Bus[] {
    return [...this.#buses.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
  }

  /** Throws ResourceNotFoundException. */
  rule(name: string, busName: string | undefined): Rule {
    const bus = this.bus(busName);
    const rule = bus.rules.get(name);
    if (!rule) throw ruleNotFound(name, bus.name);
    return rule;
  }

  ruleArn(bus: Bus, name: string): string {
    const path = bus.name === DEFAULT ? name : `${bus.name}/${name}`;
    return `arn:aws:events:${this.deps.region}:${this.deps.accountId}:rule/${path}`;
  }

  /** A rule or a bus by its ARN; for tags. Throws ResourceNotFoundException. */
  tagsOf(arn: string): Map<string, string> {
    const rules = this.buses().flatMap(({ rules: all }) => [...all.values()]);
    const found = [...this.buses(), ...rules].find((one) => one.arn === arn);
    if (!found) throw busNotFound(arn);
    return found.tags;
  }

  #keep(name: string, description: string | undefined): Bus {
    const { region, accountId, clock } = this.deps;
    const arn = `arn:aws:events:${region}:${accountId}:event-bus/${name}`;
    const bus: Bus = { name, arn, createdAtMs: clock.now(), rules: new Map(), tags: new Map(), description };
    this.#buses.set(name, bus);
    return bus;
  }
}

const nameOfBus = (nameOrArn: string | undefined): string => (nameOrArn ?? DEFAULT).split("/").at(-1) ?? DEFAULT;
