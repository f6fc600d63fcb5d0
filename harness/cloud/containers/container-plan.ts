import type { StartedTestContainer } from "testcontainers";
import type { ContainerSettings } from "./container-settings.ts";
import type { ContainerKind, Labels } from "./labels.ts";

/** One kind of container: how it is made and when it is ready. */
export interface ContainerPlan {
  readonly kind: ContainerKind;
  readonly settings: ContainerSettings;
  /** Port inside the container. */
  readonly port: number;
  /** Makes and starts it with testcontainers, without waiting until it is ready. */
  launch(launch: Launch): Promise<StartedTestContainer>;
  /** Whether it can be used at this address; a refused connection is no error but a "no". */
  answers(address: { readonly host: string; readonly port: number }): Promise<boolean>;
}

export interface Launch {
  readonly labels: Labels;
  /** Name of a container that several runs share, so that two concurrent runs cannot create two. */
  readonly name: string | undefined;
  /** Address of the machine that Docker runs on to which the port is bound. */
  readonly bindAddress: string;
  /** Called with the container's id when it exists and does not run yet; a rejection refuses it. */
  readonly onCreated: (id: string) => Promise<void>;
}
