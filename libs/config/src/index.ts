export {
  type Config,
  ConfigError,
  describeConfig,
  type Environment,
  loadConfig,
  toEnvironment,
  type VariableDescription,
} from './config';
export { HEARTBEAT_FILE } from './heartbeat';
