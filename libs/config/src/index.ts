export {
  type Config,
  ConfigError,
  describeConfig,
  type Environment,
  loadConfig,
  type VariableDescription,
} from './config';
