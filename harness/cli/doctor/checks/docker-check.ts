import { connectToDocker } from "../../../cloud/containers/docker.ts";
import { reasonOf } from "../../../support/reason.ts";
import type { Finding, Surroundings } from "../finding.ts";

export async function checkDocker({ environment }: Surroundings): Promise<Finding> {
  try {
    const docker = await connectToDocker(environment);
    const { serverVersion } = docker.info.containerRuntime;
    return { subject: "Docker", state: "ok", told: `${serverVersion ?? "of an unknown version"} answers` };
  } catch (error) {
    return {
      subject: "Docker",
      state: "without",
      told: `${reasonOf(error)} Only --backend localstack, --database mysql and npm run parity need it`,
    };
  }
}
