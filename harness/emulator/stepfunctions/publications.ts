import type { StateMachineVersion } from "./state-machine.ts";

/** A revision that has been published under a number: it never changes. */
export interface PublishedVersion extends StateMachineVersion {
  readonly versionArn: string;
  readonly description: string | undefined;
  /** Milliseconds since the epoch. */
  readonly publishedAt: number;
}

/** Part of an alias: this version gets that many of a hundred executions. */
export interface Route {
  readonly versionArn: string;
  readonly weight: number;
}

/** A name that executions can be started under; it points to one or two versions of one machine. */
export interface Alias {
  readonly arn: string;
  readonly machineArn: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly routes: readonly Route[];
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface RememberedPublication {
  readonly machineArn: string;
  readonly lastNumber: number;
  readonly first: PublishedVersion;
}

/** What has been published of all machines: versions, and the aliases that point to them. */
export class Publications {
  readonly versions = new Map<string, PublishedVersion>();
  readonly aliases = new Map<string, Alias>();
  /** By machine ARN. Numbers are never given twice, also after a deletion (recorded: test_version_ids_between_deletions). */
  readonly #first = new Map<string, PublishedVersion>();
  readonly #lastNumber = new Map<string, number>();

  /** Publishes the machine's revision, or returns what it has been published as: the description stays. */
  publish(machine: StateMachineVersion, description: string | undefined, now: number): PublishedVersion {
    const known = this.versionsOf(machine.arn).find(({ revisionId }) => revisionId === machine.revisionId);
    if (known) return known;
    const number = (this.#lastNumber.get(machine.arn) ?? 0) + 1;
    const version = { ...machine, versionArn: `${machine.arn}:${number}`, description, publishedAt: now };
    this.#lastNumber.set(machine.arn, number);
    if (!this.#first.has(machine.arn)) this.#first.set(machine.arn, version);
    this.versions.set(version.versionArn, version);
    return version;
  }

  /** The first version that the machine ever had. */
  firstOf(machineArn: string): PublishedVersion | undefined {
    return this.#first.get(machineArn);
  }

  /** In the order in which they were published. */
  versionsOf(machineArn: string): PublishedVersion[] {
    return [...this.versions.values()].filter(({ arn }) => arn === machineArn);
  }

  /** In the order in which they were created. */
  aliasesOf(machineArn: string): Alias[] {
    return [...this.aliases.values()].filter((alias) => alias.machineArn === machineArn);
  }

  /** What is remembered of machines beside the versions that are there, for who keeps it across restarts. */
  *remembered(): Generator<RememberedPublication> {
    for (const [machineArn, lastNumber] of this.#lastNumber) {
      const first = this.#first.get(machineArn);
      if (first) yield { machineArn, lastNumber, first };
    }
  }

  restore({ machineArn, lastNumber, first }: RememberedPublication): void {
    this.#lastNumber.set(machineArn, lastNumber);
    this.#first.set(machineArn, first);
  }

  /** Forgets all that belongs to a machine. */
  forget(machineArn: string): void {
    for (const { versionArn } of this.versionsOf(machineArn)) this.versions.delete(versionArn);
    for (const { arn } of this.aliasesOf(machineArn)) this.aliases.delete(arn);
    this.#first.delete(machineArn);
    this.#lastNumber.delete(machineArn);
  }
}
