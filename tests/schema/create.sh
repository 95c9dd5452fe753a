aws dynamodb create-table \
  --table-name orders \
  --key-schema AttributeName=customer,KeyType=HASH AttributeName=number,KeyType=RANGE \
  --attribute-definitions AttributeName=customer,AttributeType=S AttributeName=number,AttributeType=N AttributeName=state,AttributeType=S \
  --global-secondary-indexes 'IndexName=by-state,KeySchema=[{AttributeName=state,KeyType=HASH}],Projection={ProjectionType=ALL}' \
  --billing-mode PAY_PER_REQUEST
aws dynamodb create-table --table-name "$NAME-staged" \
  --key-schema '[{"AttributeName": "id", "KeyType": "HASH"}]' \
  --attribute-definitions '[{"AttributeName": "id", "AttributeType": "S"}]'
aws dynamodb create-table --table-name open-table --key-schema "AttributeName=$KEY,KeyType=HASH" \
  --attribute-definitions "AttributeName=$KEY,AttributeType=S"
