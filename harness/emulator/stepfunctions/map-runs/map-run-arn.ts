import { AwsError } from "../../gateway/aws-error.ts";

/** Throws InvalidArn unless the text is the ARN of a map run: `arn:…:mapRun:machine/label:id`. */
export function checkMapRunArn(arn: string): void {
  if (!arn.startsWith("arn:")) throw new AwsError("InvalidArn", `Invalid Arn: 'Invalid ARN prefix: ${arn}'`);
  const [, , service, , , resource = "", name = "", id = ""] = arn.split(":");
  if (service !== "states" || resource !== "mapRun" || !name.includes("/") || id === "") {
    throw new AwsError("InvalidArn", `Invalid Arn: 'Resource type not valid in this context: ${resource}'`);
  }
}
