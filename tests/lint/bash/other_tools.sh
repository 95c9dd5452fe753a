#!/bin/bash
# Other tools have options of the same name.
gatk VariantFiltration -V in.vcf --filter-expression "QD < 2.0 || FS > 60.0" --filter-name "SNP" -O out.vcf
"${GATK}" VariantFiltration --filter-expression "QUAL < 30" --filter-name "LowQual"
aws xray create-group --group-name "api" --filter-expression "service(\"$SERVICE\")"
