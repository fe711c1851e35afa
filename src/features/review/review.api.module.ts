import { Module } from '@nestjs/common';
import { ReviewModule } from './review.module.js';
import { ReviewResolver, ReviewTotalResolver } from './review.resolver.js';

/** The GraphQL fields of the review queue. */
@Module({ imports: [ReviewModule], providers: [ReviewResolver, ReviewTotalResolver] })
export class ReviewApiModule {}
