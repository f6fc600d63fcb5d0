import type { RandomStream } from "../../clock/random-streams.ts";
import { AwsError } from "../gateway/aws-error.ts";
import { TOTAL_WEIGHT } from "./limits.ts";
import type { Route } from "./publications.ts";
import type { StepFunctionsService } from "./service.ts";
import type { StartedFrom } from "./started-from.ts";

/**
 * The machine that the ARN of a machine, a version or an alias stands for; an alias draws one of its versions by their
 * weights. Throws StateMachineDoesNotExist, and StateMachineDeleting.
 */
export function startableMachine(service: StepFunctionsService, startedArn: string): StartedFrom {
  const [arn = "", testCase] = startedArn.split("#", 2);
  return { ...machineOf(service, arn), testCase };
}

function machineOf(service: StepFunctionsService, arn: string): StartedFrom {
  const qualifier = arn.split(":")[7];
  if (qualifier === undefined) {
    return { machine: service.changeableMachine(arn), versionArn: undefined, aliasArn: undefined };
  }
  const alias = service.publications.aliases.get(arn);
  const versionArn = alias ? draw(alias.routes, service.random.stream("states/alias-routing")) : arn;
  const version = service.publications.versions.get(versionArn);
  if (!version) {
    const kind = /^\d+$/.test(qualifier) ? "State Machine Version" : "State Machine Alias";
    throw new AwsError("StateMachineDoesNotExist", `${kind} Does Not Exist: '${arn}'`);
  }
  service.changeableMachine(version.arn);
  return { machine: version, versionArn, aliasArn: alias?.arn };
}

/** The weights of an alias sum up to 100. */
function draw(routes: readonly Route[], random: RandomStream): string {
  let rest = random.next() * TOTAL_WEIGHT;
  for (const { versionArn, weight } of routes) {
    if (rest < weight) return versionArn;
    rest -= weight;
  }
  throw new Error(`The weights of an alias do not sum up to ${TOTAL_WEIGHT}.`);
}
