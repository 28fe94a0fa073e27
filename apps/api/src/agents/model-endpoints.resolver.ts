import type { EndpointMonitor } from '@codexgraph/llm';
import { Inject } from '@nestjs/common';
import { Query, Resolver } from '@nestjs/graphql';
import { MODEL_ENDPOINTS } from '../ports.js';
import { ModelEndpointModel, modelEndpointModel } from './model-endpoint.model.js';

/** How the models stand. */
@Resolver(() => ModelEndpointModel)
export class ModelEndpointsResolver {
  constructor(@Inject(MODEL_ENDPOINTS) private readonly endpoints: Pick<EndpointMonitor, 'statuses'>) {}

  @Query(() => [ModelEndpointModel], {
    description:
      'The models that answer and how they stood when they were last asked. It never waits for a check: what is old is asked anew in the background.',
  })
  modelEndpoints(): readonly ModelEndpointModel[] {
    return this.endpoints.statuses().map(modelEndpointModel);
  }
}
