/** What is loaded when IAM is first used. */
export { IamState } from "./iam-state.ts";
export { createOperations } from "./operations/index.ts";
