import type { Clock } from "../../clock/clock.ts";
import type { RandomStreams } from "../../clock/random-streams.ts";
import type { Acknowledge } from "../../emulator/gateway/gateway.ts";
import { keepIam } from "../../emulator/iam/kept/kept-iam.ts";
import { keepLambda } from "../../emulator/lambda/kept/kept-lambda.ts";
import { keepLogs } from "../../emulator/logs/kept/kept-logs.ts";
import { keepS3 } from "../../emulator/s3/kept/kept-s3.ts";
import { keepSqs } from "../../emulator/sqs/kept/kept-sqs.ts";
import type { KeepableRoom, KeptRoom, StateChanges } from "../../emulator/state-changes.ts";
import { keepStepFunctions } from "../../emulator/stepfunctions/kept/kept-stepfunctions.ts";
import type { BodyShelf } from "../../network/body-shelf.ts";
import { EnvironmentError } from "../../support/environment-error.ts";
import { reasonOf } from "../../support/reason.ts";
import type { CloudPartsOptions } from "../backends/cloud-parts.ts";
import { createEmbeddedCloud, type EmbeddedCloud } from "../backends/embedded.ts";
import type { RegionalRooms } from "../backends/region.ts";
import { reportMistake } from "../backends/report-mistake.ts";
import { KeptBodies } from "./kept-bodies.ts";
import { factsOf, type StateSettings } from "./kept-settings.ts";
import { damaged, type StateFile, type StoredEntity } from "./state-file.ts";
import { entityOf, StateKeeper } from "./state-keeper.ts";

/** Rooms of one region for all, as the state file names them. */
const EVERYWHERE = "";

/** Operations that change nothing: their names say so. */
const READS = /^(?:BatchGet|Describe|Filter|Get|Head|List|Lookup|Query|Scan|Simulate|TransactGet)/;
/** STS gives out what its operations say they get, KMS makes a service's key when it is asked for, Secrets Manager tells when it was asked. */
const READS_TELL_NOTHING = new Set(["kms", "secretsmanager", "sts"]);

/** Rooms of every region, with what keeps them. */
type Keeping = (rooms: RegionalRooms, changes: StateChanges) => KeptRoom;
const REGIONAL: Readonly<Record<string, Keeping>> = {
  sqs: ({ sqs }, changes) => keepSqs(sqs.state, changes),
  lambda: ({ lambda }, changes) => keepLambda(lambda.state, changes),
  logs: ({ logs }, changes) => keepLogs(logs.groups, changes),
  states: ({ stepFunctions }, changes) => keepStepFunctions(stepFunctions.held, changes),
};

/** A cloud whose state lies in a folder: everything that an answer has acknowledged is there again after a restart. */
export class KeptCloud {
  readonly #file: StateFile;
  readonly #keeper: StateKeeper;
  readonly #bodies: KeptBodies;
  readonly #rooms: KeptRoom[] = [];
  #isRestoring = false;
  #current: EmbeddedCloud | undefined;
  /** What lies on disk of small rooms, until they are made. */
  #foretold: ReadonlyMap<string, readonly StoredEntity[]> = new Map();

  constructor(
    file: StateFile,
    { clock, random, settings }: { clock: Clock; random: RandomStreams; settings: StateSettings },
  ) {
    this.#file = file;
    this.#keeper = new StateKeeper({ file, clock, random, report: reportMistake });
    this.#keeper.restoreStreams(file.facts());
    this.#bodies = new KeptBodies(file, this.#keeper.removeBody);
    if (file.facts().size === 0) file.write([], factsOf(settings));
  }

  get shelf(): BodyShelf {
    return this.#bodies.shelf;
  }

  /** An empty cloud whose changes are kept once it is restored. It has all its rooms: each is compared with what lies on disk. */
  makeCloud(options: Omit<CloudPartsOptions, "shelf" | "acknowledge">): EmbeddedCloud {
    const { shelf } = this;
    const cloud: EmbeddedCloud = createEmbeddedCloud({
      ...options,
      shelf,
      acknowledge: this.#acknowledge,
      onRegion: this.#onRegion,
      // Of a cloud of before the last reset nothing is kept.
      onForetoldRoom: (region, room) => (cloud === this.#current ? this.#keepForetold(region, room) : undefined),
    });
    return cloud;
  }

  readonly #acknowledge: Acknowledge = ({ service, operation }, response) => {
    const reads = !READS_TELL_NOTHING.has(service) && READS.test(operation);
    if (!reads) this.#keeper.touch(service === "sts" ? "iam" : service);
    return reads && !this.#keeper.hasChanges ? response : this.#keeper.acknowledge(response);
  };

  /** A small room that is made: for what lies on disk of it, or for the first request that it gets. */
  async #keepForetold(region: string, room: KeepableRoom): Promise<void> {
    const { service } = room;
    const entities = this.#foretold.get(roomKey(service, region)) ?? [];
    const changes = this.#keeper.changesOf(service, region);
    this.#rooms.push(await this.#restoreRoom(service, region, entities, await room.keep(changes)));
  }

  /** The rooms of a region that was not used before. */
  readonly #onRegion = (region: string, rooms: RegionalRooms): void => {
    if (this.#isRestoring) return;
    for (const [service, keep] of Object.entries(REGIONAL)) {
      this.#restore(service, region, [], (changes) => keep(rooms, changes)).catch(reportMistake);
    }
  };

  /**
   * Takes what lies in the folder into a cloud that is empty. No time passes.
   *
   * @throws EnvironmentError when something is missing or damaged; nothing is changed then.
   */
  async restore(cloud: EmbeddedCloud): Promise<void> {
    const entities = Map.groupBy(this.#file.entities(), ({ service, region }) => roomKey(service, region));
    const of = (service: string, region: string) => entities.get(roomKey(service, region)) ?? [];
    const names = [...entities.values()].flatMap(([first]) =>
      first && first.region !== EVERYWHERE ? [first.region] : [],
    );
    this.#isRestoring = true;
    this.#current = cloud;
    this.#foretold = entities;
    this.#rooms.length = 0;
    const rooms = this.#rooms;
    try {
      for (const name of names) cloud.regionCalled(name);
      rooms.push(await this.#restore("iam", EVERYWHERE, of("iam", EVERYWHERE), () => keepIam(cloud.iam)));
      rooms.push(
        await this.#restore("s3", EVERYWHERE, of("s3", EVERYWHERE), (changes) =>
          keepS3(cloud.s3.store, changes, this.#bodies.bodyOf),
        ),
      );
      for (const [region, regional] of cloud.regions()) {
        for (const [service, keep] of Object.entries(REGIONAL)) {
          rooms.push(await this.#restore(service, region, of(service, region), (changes) => keep(regional, changes)));
        }
        for (const room of regional.foretold) if (of(room.service, region).length > 0) await room.needed();
      }
    } catch (error) {
      throw error instanceof EnvironmentError ? error : damaged(this.#file.folder, reasonOf(error));
    } finally {
      this.#isRestoring = false;
      this.#foretold = new Map();
    }
    this.#bodies.sweep();
  }

  /** Has the cloud go on with what was under way; in the cloud's own time. */
  async resume(): Promise<void> {
    for (const room of this.#rooms) await room.resume?.();
  }

  /** Nothing of the state is left; the next cloud begins empty. */
  async reset(next: EmbeddedCloud): Promise<void> {
    this.#keeper.empty();
    this.#bodies.empty();
    await this.restore(next);
  }

  /** Writes what nobody has waited for, and gives the folder free. */
  close(): void {
    this.#keeper.close();
    this.#file.close();
  }

  async #restore(
    service: string,
    region: string,
    entities: readonly StoredEntity[],
    keep: (changes: StateChanges) => KeptRoom,
  ): Promise<KeptRoom> {
    return this.#restoreRoom(service, region, entities, keep(this.#keeper.changesOf(service, region)));
  }

  async #restoreRoom(
    service: string,
    region: string,
    entities: readonly StoredEntity[],
    room: KeptRoom,
  ): Promise<KeptRoom> {
    await room.restore(entities.map(entityOf));
    this.#keeper.compare(service, region, room, entities);
    return room;
  }
}

const roomKey = (service: string, region: string): string => `${service}/${region}`;
