/** Where LocalStack listens inside its container. */
export const LOCALSTACK_PORT = 4566;
