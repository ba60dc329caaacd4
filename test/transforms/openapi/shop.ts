/** A description of an API with what descriptions hold: shared parameters, references, choices, cycles. */
export const shop = {
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1' },
  security: [{ key: [] }],
  paths: {
    '/orders/{id}': {
      parameters: [{ $ref: '#/components/parameters/Id' }],
      get: {
        summary: 'Read an order',
        description: 'Gives one **order**.',
        parameters: [
          {
            in: 'query',
            name: 'expand',
            schema: { type: 'array', items: { enum: ['items', 'buyer'] } },
          },
          {
            in: 'header',
            name: 'X-Trace',
            required: true,
            schema: { type: 'string', default: 'off' },
          },
        ],
        responses: {
          200: {
            description: 'The order.',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } },
          },
          404: { description: 'There is none.' },
        },
      },
    },
    '/orders': {
      post: {
        summary: 'Create an order',
        deprecated: true,
        security: [],
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: './parts.yaml#/New' } } },
        },
        responses: { 201: { description: 'Created.' } },
      },
    },
  },
  components: {
    securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
    parameters: {
      Id: {
        in: 'path',
        name: 'id',
        required: true,
        description: 'Of the order.',
        schema: { type: 'string', format: 'uuid' },
      },
    },
    schemas: {
      Order: {
        type: 'object',
        required: ['id', 'state'],
        properties: {
          id: { type: 'string' },
          state: { type: 'string', enum: ['open', 'paid'], description: 'Where it stands.' },
          parent: { $ref: '#/components/schemas/Order' },
          payment: {
            oneOf: [{ $ref: '#/components/schemas/Card' }, { $ref: '#/components/schemas/Bill' }],
          },
          lines: {
            type: 'array',
            items: {
              type: 'object',
              properties: {
                sku: { type: 'string' },
                count: { type: 'integer', minimum: 1, default: 1 },
              },
            },
          },
        },
      },
      Card: { type: 'object', required: ['number'], properties: { number: { type: 'string' } } },
      Bill: {
        allOf: [
          { type: 'object', properties: { address: { type: 'string' } } },
          { required: ['address'] },
        ],
      },
    },
  },
} as const;

export const parts = `New:
  type: object
  required: [items]
  properties:
    items:
      type: array
      items: { type: string }
    note: { type: [string, "null"], maxLength: 80 }
`;
