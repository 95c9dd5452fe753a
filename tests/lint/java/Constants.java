package com.example.constants;

public final class Constants {
  public static final String PK = "pk";
  public static final String ACTIVE_FILTER = "active = :active";
  public static final String V_ACTIVE = ":active";

  private Constants() {}
}
