import type { KeptEntity, KeptRoom, StateChanges } from "../../state-changes.ts";
import { Activity } from "../activities/activity.ts";
import type { Alias, PublishedVersion } from "../publications.ts";
import type { StepFunctionsService } from "../service.ts";
import { KeptExecutions, parsedMachine, type WrittenMachine, writtenMachine } from "./kept-executions.ts";

type WrittenVersion = Omit<PublishedVersion, "definition">;

const COMPARED = ["machine", "version", "publication", "alias", "tags", "deleting", "activity"];

/** Machines, activities and executions across restarts. */
export function keepStepFunctions(service: StepFunctionsService, changes: StateChanges): KeptRoom {
  const executions = new KeptExecutions(service, changes);
  return {
    restore(entities) {
      executions.listen();
      for (const entity of entities) restoreEntity(service, executions, entity);
      executions.restore();
      for (const arn of service.deleting.keys()) {
        const running = [...service.executions.values()].filter(
          ({ machine, status }) => machine.arn === arn && status === "RUNNING",
        );
        service.deleting.set(arn, new Set(running));
      }
    },
    resume() {
      // Those that are started on the way go by themselves.
      for (const execution of [...service.executions.values()]) {
        if (execution.status === "RUNNING") service.resume(execution);
      }
    },
    compared: { kinds: COMPARED, all: () => comparedEntities(service) },
  };
}

function* comparedEntities(service: StepFunctionsService): Generator<KeptEntity> {
  for (const [arn, machine] of service.machines) yield { kind: "machine", key: [arn], value: writtenMachine(machine) };
  for (const [arn, version] of service.publications.versions) {
    yield { kind: "version", key: [arn], value: writtenMachine(version) };
  }
  for (const { first, ...rest } of service.publications.remembered()) {
    yield { kind: "publication", key: [rest.machineArn], value: { ...rest, first: writtenMachine(first) } };
  }
  for (const [arn, alias] of service.publications.aliases) yield { kind: "alias", key: [arn], value: alias };
  for (const [arn, tags] of service.tags) yield { kind: "tags", key: [arn], value: tags };
  for (const arn of service.deleting.keys()) yield { kind: "deleting", key: [arn], value: true };
  for (const { arn, name, createdAt } of service.activities.all()) {
    yield { kind: "activity", key: [arn], value: { arn, name, createdAt } };
  }
}

function restoreEntity(service: StepFunctionsService, executions: KeptExecutions, entity: KeptEntity): void {
  const { publications } = service;
  const {
    kind,
    key: [arn = ""],
    value,
  } = entity;
  switch (kind) {
    case "machine":
      service.machines.set(arn, parsedMachine(value as WrittenMachine));
      break;
    case "version":
      publications.versions.set(arn, parsedMachine(value as WrittenVersion));
      break;
    case "publication": {
      const { first, ...rest } = value as { machineArn: string; lastNumber: number; first: WrittenVersion };
      publications.restore({ ...rest, first: publications.versions.get(first.versionArn) ?? parsedMachine(first) });
      break;
    }
    case "alias":
      publications.aliases.set(arn, value as Alias);
      break;
    case "tags":
      service.tags.set(arn, value as Map<string, string>);
      break;
    case "deleting":
      service.deleting.set(arn, new Set());
      break;
    case "activity": {
      const activity = value as Pick<Activity, "arn" | "name" | "createdAt">;
      service.activities.add(new Activity(activity.arn, activity.name, activity.createdAt));
      break;
    }
    case "tokens":
      service.tokens.issued = value as number;
      break;
    case "execution":
    case "event":
    case "revision":
      executions.take(entity);
      break;
    default:
      throw new Error(`Step Functions keeps nothing of the kind ${kind}.`);
  }
}
