import { AwsError } from "../../gateway/aws-error.ts";
import type { Activity } from "./activity.ts";

/** The activities of one room, by ARN. */
export class ActivityDirectory {
  readonly #activities = new Map<string, Activity>();

  all(): readonly Activity[] {
    return [...this.#activities.values()];
  }

  get(arn: string): Activity | undefined {
    return this.#activities.get(arn);
  }

  /** Throws ActivityDoesNotExist (recorded: test_describe_deleted_activity). */
  find(arn: string): Activity {
    const activity = this.#activities.get(arn);
    if (activity) return activity;
    throw new AwsError("ActivityDoesNotExist", `Activity Does Not Exist: '${arn}'`);
  }

  add(activity: Activity): void {
    this.#activities.set(activity.arn, activity);
  }

  remove(arn: string): void {
    this.#activities.delete(arn);
  }
}
