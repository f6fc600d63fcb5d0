import { EnvironmentError } from "../../support/environment-error.ts";
import type { ContainerPlan } from "./container-plan.ts";
import { ContainerFailure } from "./until-ready.ts";

const IMAGE_VARIABLE = { localstack: "LOCALSTACK_IMAGE", mysql: "MYSQL_IMAGE" } as const;

/** One sentence for the user: which container failed, why, and what to do. */
export function explainFailure(
  { kind, settings: { image } }: ContainerPlan,
  error: unknown,
  imageIsHere: boolean,
): EnvironmentError {
  const another = `set ${IMAGE_VARIABLE[kind]} to another image`;
  if (error instanceof ContainerFailure)
    return new EnvironmentError(`${kind}: the container of ${image} ${error.message}`);
  if (!(error instanceof Error)) return new EnvironmentError(`${kind}: ${image} cannot be started: ${String(error)}`);
  const reason = reasonOf(error);
  if (/no such image|pull access|manifest|registry|toomanyrequests|repository|invalid reference/i.test(reason)) {
    if (imageIsHere) {
      return new EnvironmentError(
        `testcontainers cannot pull the image of Ryuk, which cleans up for it (${reason}); set ` +
          "TESTCONTAINERS_RYUK_DISABLED=true: what a killed run leaves is removed at the next start anyway.",
      );
    }
    return new EnvironmentError(`${kind}: the image ${image} cannot be pulled (${reason}); ${another}.`);
  }
  if (/port is already allocated|address already in use/i.test(reason)) {
    return new EnvironmentError(`${kind}: ${image} gets no port (${reason}); try again or end what uses that port.`);
  }
  return new EnvironmentError(`${kind}: ${image} cannot be started (${reason}); ${another} if it is the cause.`);
}

/** Docker's own words without the client's: "(HTTP code 404) no such image - …". */
function reasonOf(error: Error): string {
  return error.message
    .replace(/^\(HTTP code \d+\) [^-]+ - /, "")
    .replaceAll(/\s+/g, " ")
    .trim()
    .slice(0, 300);
}
