import { NotOnThisBackend } from "../cloud/backends/not-on-this-backend.ts";
import { FaultPlan } from "../network/faults.ts";

/** Faults strike in our own network only; they cannot reach inside a LocalStack. */
export class UnavailableFaults extends FaultPlan {
  override arm(...[, fault]: Parameters<FaultPlan["arm"]>): never {
    throw new NotOnThisBackend(`needs a fault of the embedded network: ${fault.name}`);
  }
}
